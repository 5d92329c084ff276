package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code --on slurm} with commands of a scheduler that execute elements on this machine. */
@EnabledOnOs(OS.LINUX)
class FakeSlurmTest {
  @TempDir static Path local;
  @TempDir Path home;
  private Path jobs;
  private SlurmStudy study;

  @BeforeAll
  static void runLocally() throws Exception {
    SlurmStudy.runLocally(local);
  }

  @BeforeEach
  void installScheduler() throws IOException {
    Path commands = Files.createDirectory(home.resolve("bin"));
    jobs = Files.createDirectory(home.resolve("jobs"));
    try (Stream<Path> scripts = Files.list(Path.of("src/test/resources/slurm"))) {
      for (Path script : scripts.toList()) {
        Path copy = Files.copy(script, commands.resolve(script.getFileName()));
        assertThat(copy.toFile().setExecutable(true)).isTrue();
      }
    }
    study = study(commands + ":" + System.getenv("PATH"));
  }

  private SlurmStudy study(String path) {
    // A user's filters of jobs must not reach the commands, which fail with them.
    return new SlurmStudy(
        home,
        Map.of(
            "PATH",
            path,
            "FAKE_SLURM",
            jobs.toString(),
            "SQUEUE_STATES",
            "COMPLETED",
            "SCANCEL_STATE",
            "RUNNING"));
  }

  /** Two elements, but an array may have one. The first worker is killed before it starts. */
  @Test
  void endsWithTheSameWeightsAndSubmitsAgainWhatWasLost() throws Exception {
    Path site = home.resolve("site.yaml");
    Files.writeString(
        site,
        "runner:\n  slurm: {partition: cpu}\n  setup: ['[ -e %1$s ] || { touch %1$s; kill -9 $$; }']\n"
            .formatted(home.resolve("once")));
    study.finish("--site", site.toString(), "--slurm", "time=30");
    assertThat(study.output())
        .contains(
            "its job was killed (signal 9); it is submitted again",
            "Submitted job 4: 1 run in 1 element");
    assertThat(study.submissions()).isEqualTo(4);
    assertThat(Files.readString(jobs.resolve("1/arguments")))
        .contains("--array=0-0%1\n", "--partition=cpu\n", "--time=30\n", "--signal=B:TERM@60\n");
    study.requireSameAs(local);
  }

  @Test
  void laterCommandWatchesTheJobsThatOthersSubmitted() throws Exception {
    Path site = home.resolve("site.yaml");
    Path go = home.resolve("go");
    Files.writeString(
        site, "runner: {setup: ['while [ ! -e %s ]; do sleep 0.1; done']}\n".formatted(go));
    study.finish("--detach", "--fresh", "--site", site.toString());
    assertThat(study.output())
        .contains("Submitted job 1", "rerun the command without --fresh", "seqlab status");
    Process changed = study.start("--set", "models.luong.hidden=24");
    assertThat(study.exitCode(changed)).isEqualTo(2);
    assertThat(study.output())
        .contains("was submitted with other settings of luong, seed 1", "seqlab cancel");
    Process fresh = study.command(study.words("--fresh"));
    assertThat(study.exitCode(fresh)).isEqualTo(2);
    assertThat(study.output()).contains("job 1, 2 of this experiment has not ended", "cancel");
    Process watcher = study.start();
    while (!study.output().contains("Found job")) {
      assertThat(watcher.isAlive()).as("%s", study.output()).isTrue();
      Thread.sleep(20);
    }
    SeqlabProcess.kill(watcher);
    Files.createFile(go); // not earlier, or the jobs might end before they are found
    study.finish();
    assertThat(study.submissions()).isEqualTo(2);
    study.requireSameAs(local);
    assertThat(study.run("status", study.out().toString()))
        .contains("4 runs: 4 done, 0 running, 0 waiting, 0 failed", "no jobs");
    assertThat(study.run("cancel", study.out().toString())).contains("No job to cancel");
  }

  /** The first worker is killed, and the queue refuses its runs while the other one goes on. */
  @Test
  @Tag("slow") // ResubmissionTest shows it faster
  void whatIsRefusedIsSubmittedLater() throws Exception {
    Path site = home.resolve("site.yaml");
    Path refuse = jobs.resolve("refuse");
    Files.writeString(
        site,
        """
        runner:
          setup:
            - '[ -e %1$s ] || { touch %1$s; while [ ! -e %2$s ]; do sleep 0.1; done; touch %3$s; kill -9 $$; }'
        """
            .formatted(home.resolve("once"), jobs.resolve("2/runner"), refuse));
    Process process = study.start("--site", site.toString());
    while (!study.output().contains("runs could not be submitted again")) {
      assertThat(process.isAlive()).as("%s", study.output()).isTrue();
      Thread.sleep(20);
    }
    Files.delete(refuse);
    assertThat(study.exitCode(process)).as("%s", study.output()).isZero();
    study.requireSameAs(local);
  }

  @Test
  void refusedJobsLeaveNothingInTheQueue() throws Exception {
    Files.createFile(jobs.resolve("refuse"));
    assertThat(study.exitCode(study.start("--slurm", "partition=gpu"))).isEqualTo(1);
    assertThat(study.output())
        .contains("sbatch failed: invalid partition specified: gpu", "no run was submitted");
    Files.delete(jobs.resolve("refuse"));
    assertThat(study.run("status", study.out().toString())).contains("0 done", "no jobs");
  }

  @Test
  void errorOfAWorkerFailsItsRunsWithItsLastLine() throws Exception {
    Path site = home.resolve("site.yaml");
    Files.writeString(site, "runner: {setup: ['echo module: unknown module java; exit 3']}\n");
    assertThat(study.exitCode(study.start("--site", site.toString()))).isEqualTo(1);
    assertThat(study.output())
        .contains("failed: its job ended with exit code 3 ('module: unknown module java')");
  }

  @Test
  void missingSchedulerIsSaidBeforeAnythingIsWritten() throws Exception {
    SlurmStudy none = study("/nowhere");
    assertThat(none.exitCode(none.start())).isEqualTo(2);
    assertThat(none.output()).contains("sbatch does not start", "--on local");
    assertThat(none.out()).doesNotExist();
    assertThat(none.exitCode(none.start("--jobs", "2"))).isEqualTo(2);
    assertThat(none.output()).contains("use --at-most with --on slurm");
  }
}
