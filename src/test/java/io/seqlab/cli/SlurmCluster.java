package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Slurm of two nodes on this machine, with its processes, ports and files in a folder. */
final class SlurmCluster implements AutoCloseable {
  private static final String CONFIG =
      """
      ClusterName=test
      SlurmctldHost=%1$s(127.0.0.1)
      AuthType=auth/none
      CredType=cred/none
      ProctrackType=proctrack/linuxproc
      TaskPlugin=task/none
      ReturnToService=2
      SlurmctldPidFile=%2$s/slurmctld.pid
      SlurmdPidFile=%2$s/slurmd.%%n.pid
      SlurmdSpoolDir=%2$s/spool-%%n
      StateSaveLocation=%2$s/state
      SlurmctldLogFile=%2$s/slurmctld.log
      SlurmdLogFile=%2$s/slurmd.%%n.log
      SlurmUser=%3$s
      SlurmctldPort=%4$d
      SelectType=select/cons_tres
      SelectTypeParameters=CR_Core_Memory
      AccountingStorageType=accounting_storage/none
      NodeName=n1 NodeHostname=%1$s NodeAddr=127.0.0.1 Port=%5$d CPUs=2 RealMemory=3000 State=UNKNOWN
      NodeName=n2 NodeHostname=%1$s NodeAddr=127.0.0.1 Port=%6$d CPUs=2 RealMemory=3000 State=UNKNOWN
      PartitionName=main Nodes=n1,n2 Default=YES MaxTime=1:00:00 State=UP
      """;

  private final Path config;
  private final List<Process> daemons = new ArrayList<>();

  private SlurmCluster(Path config) {
    this.config = config;
  }

  /** Starts it; skips the test where it cannot be. */
  static SlurmCluster start(Path folder) throws Exception {
    for (String program : List.of("slurmctld", "slurmd", "sbatch")) {
      assumeTrue(
          isInstalled(program),
          "SKIPPED: no "
              + program
              + "; install the packages slurmctld slurmd slurm-client (see .ci/slurm)");
    }
    String user = System.getProperty("user.name");
    assumeTrue(user.equals("root"), "SKIPPED: slurmd must be started by root, not by " + user);
    Files.createDirectories(folder.resolve("state"));
    String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    Path file = folder.resolve("slurm.conf");
    Files.writeString(
        file,
        CONFIG.formatted(
            host.replaceFirst("\\..*", ""), folder, user, freePort(), freePort(), freePort()));
    SlurmCluster cluster = new SlurmCluster(file);
    try {
      cluster.daemon("slurmctld", "-D", "-f", file.toString());
      cluster.daemon("slurmd", "-D", "-f", file.toString(), "-N", "n1");
      cluster.daemon("slurmd", "-D", "-f", file.toString(), "-N", "n2");
      cluster.awaitNodes();
    } catch (Exception | AssertionError e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  private static boolean isInstalled(String program) {
    return List.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin").stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void daemon(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PATH", System.getenv("PATH") + ":/usr/sbin");
    daemons.add(
        builder
            .redirectOutput(config.resolveSibling("daemon-" + daemons.size() + ".log").toFile())
            .start());
  }

  private void awaitNodes() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    String states = "";
    while (!states.equals("idle\nidle\n")) {
      assertThat(System.nanoTime() - end).as("nodes are %s", states).isNegative();
      Thread.sleep(200);
      states = output("sinfo", "-h", "-N", "-o", "%T");
    }
  }

  /** What a command of Slurm prints. */
  String output(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SLURM_CONF", config.toString());
    Process process = builder.start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  Path config() {
    return config;
  }

  @Override
  public void close() {
    daemons.forEach(Process::destroy);
    daemons.forEach(daemon -> daemon.onExit().join());
  }
}
