package io.seqlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** One launcher builds while others wait; locks of ended launchers do not count. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherLockTest extends LauncherFixture {
  private Path lock;

  @BeforeEach
  void createTarget() throws IOException {
    lock = Files.createDirectories(home.resolve("target")).resolve("launcher-lock");
  }

  private void lock(String owner) throws IOException {
    Files.createSymbolicLink(lock, Path.of(owner));
  }

  private static void requireBuilt(Result result) {
    assertThat(result).isEqualTo(new Result(0, "Building SeqLab (first use)…\nran with --help\n"));
  }

  @Test
  void concurrentLaunchersBuildOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(start(home.resolve("seqlab")));
    }
    for (Process process : processes) {
      assertThat(await(process).text()).endsWith("ran with --help\n");
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void concurrentLaunchersBuildOnceAfterALauncherWasKilled() throws Exception {
    lock("1-0");
    concurrentLaunchersBuildOnce();
    try (var files = Files.list(lock.getParent())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("launcher-lock"));
    }
  }

  @Test
  void removesTheLockOfADeadLauncher() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    lock(gone.pid() + "-1");
    requireBuilt(run());
    assertThat(Files.exists(lock, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  /** As the next process with the PID of an ended launcher; earlier locks have no start. */
  @Test
  void removesTheLockWhosePidIsOfAnotherProcess() throws Exception {
    long self = ProcessHandle.current().pid();
    for (String owner : List.of(self + "", self + "-1")) {
      Files.deleteIfExists(home.resolve("target/launcher-stamp"));
      lock(owner);
      requireBuilt(run());
    }
  }

  /** As in a container, where each first launcher has PID 1. */
  @Test
  void removesALockWithItsOwnPid() throws Exception {
    String command = "ln -s $$ '%s'; exec '%s' --help".formatted(lock, home.resolve("seqlab"));
    requireBuilt(await(start(Map.of(), "sh", "-c", command)));
  }

  @Test
  void saysWhatItWaitsFor() throws Exception {
    tool("mvn", MAVEN.replace("sleep 0.2", "sleep 6"));
    Process builder = start(home.resolve("seqlab"));
    while (!Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(run())
        .isEqualTo(
            new Result(
                0,
                "Waiting for process %d of another seqlab that builds SeqLab; if none does, delete %s\nran with --help\n"
                    .formatted(
                        builder.pid(), lock.getParent().toRealPath().resolve("launcher-lock"))));
    requireBuilt(await(builder));
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void saysWhyItCannotLock() throws Exception {
    tool("ln", "#!/bin/sh\necho 'ln: lock: No space left on device' >&2\nexit 1\n");
    Result result = run();
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.text())
        .startsWith("seqlab: cannot create the symbolic link ")
        .contains("launcher-lock: No space left on device; free space");
  }

  @Test
  void folderInPlaceOfTheLockIsNamed() throws Exception {
    Files.createDirectory(lock);
    Result result = run();
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.text()).endsWith("launcher-lock is not a lock of SeqLab; delete it\n");
    assertThat(lock).isEmptyDirectory();
    assertThat(builds()).isZero();
  }

  /** Whether its process has ended is not known here. */
  @Test
  void waitsForALockOfAnotherHostOrNamespace() throws Exception {
    lock("1-0@node-7-4026531836");
    Process waiting = start(home.resolve("seqlab"));
    TimeUnit.SECONDS.sleep(4);
    assertThat(waiting.isAlive()).isTrue();
    assertThat(builds()).isZero();
    Files.delete(lock);
    assertThat(await(waiting).text())
        .startsWith(
            "Waiting for process 1 of another seqlab that builds SeqLab on node-7, PID namespace"
                + " 4026531836; if none does, delete ")
        .endsWith("Building SeqLab (first use)…\nran with --help\n");
  }

  @Test
  void waitsForMavenOfALauncherThatWasKilled() throws Exception {
    tool("mvn", MAVEN.replace("sleep 0.2", "sleep 2") + "echo ended >> \"$BUILDS\"\n");
    Process killed = start(home.resolve("seqlab"));
    while (builds() == 0) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    killed.destroyForcibly().waitFor();
    assertThat(run().text()).endsWith("Building SeqLab (first use)…\nran with --help\n");
    assertThat(builds).hasContent("built\nended\nbuilt\nended\n");
    try (var files = Files.list(lock.getParent())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "a.jar", "classes", "classpath", "launcher.jar", "launcher.log", "launcher-stamp");
    }
  }

  @Test
  void terminatedBuildEndsWithItsSignal() throws Exception {
    tool("mvn", MAVEN.replace("sleep 0.2", "sleep 1"));
    Process process = start(home.resolve("seqlab"));
    while (builds() == 0) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    process.toHandle().destroy();
    assertThat(await(process).exit()).isEqualTo(143);
    assertThat(Files.exists(lock, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }
}
