package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code --on slurm} against a Slurm that the test starts; skipped where it is not installed. */
@Tag("slurm") // by .ci/slurm
@EnabledOnOs(OS.LINUX)
class SlurmTest {
  @TempDir static Path shared;
  @TempDir Path home;
  private static SlurmCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = SlurmCluster.start(Files.createDirectory(shared.resolve("slurm")));
    SlurmStudy.runLocally(shared);
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  private SlurmStudy study() {
    return new SlurmStudy(home, Map.of("SLURM_CONF", cluster.config().toString()));
  }

  @Test
  void endsWithTheSameWeightsAlthoughTheWatcherIsKilled() throws Exception {
    SlurmStudy study = study();
    Process watcher = study.start();
    while (!study.output().contains("Submitted job")) {
      assertThat(watcher.isAlive()).as("%s", study.output()).isTrue();
      Thread.sleep(20);
    }
    SeqlabProcess.kill(watcher);
    study.finish();
    assertThat(study.output()).contains("Found job");
    assertThat(study.submissions()).isEqualTo(1);
    study.requireSameAs(shared);
    assertThat(study.run("status", study.out().toString())).contains("4 runs: 4 done");
  }

  @Test
  void unknownPartitionLeavesNothingInTheQueue() throws Exception {
    SlurmStudy study = study();
    assertThat(study.exitCode(study.start("--slurm", "partition=nowhere"))).isEqualTo(1);
    assertThat(study.output()).contains("invalid partition specified: nowhere");
    assertThat(cluster.output("squeue", "-h")).isEmpty();
  }
}
