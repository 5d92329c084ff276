package io.seqlab.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobSizeTest {
  private static final JobSize SIZE = new JobSize(2, 300 << 20, 600, false);

  @Test
  void asksForTheEstimateWithAMargin() {
    assertThat(SIZE.options(Map.of(), Set.of(), 1))
        .containsExactlyInAnyOrder(
            "--requeue",
            "--signal=B:TERM@60",
            "--ntasks=1",
            "--cpus-per-task=2",
            "--mem=768M",
            "--time=40");
    assertThat(SIZE.options(Map.of(), Set.of(), 2)).contains("--mem=1536M");
    assertThat(new JobSize(2, 1, 1, true).options(Map.of(), Set.of(), 1)).contains("--exclusive");
  }

  @Test
  void optionsOfTheUserPrecede() {
    Map<String, String> given = Map.of("time", "02:00:00", "mem-per-cpu", "8G", "no-kill", "");
    assertThat(SIZE.options(given, Set.of(), 2))
        .contains("--time=02:00:00", "--mem-per-cpu=16G", "--no-kill")
        .noneMatch(word -> word.startsWith("--mem="));
    assertThat(JobSize.times("max", 2)).isEqualTo("max");
    assertThat(JobSize.times("100MB", 2)).isEqualTo("200MB");
    assertThat(SIZE.options(Map.of(), Set.of("requeue"), 1))
        .doesNotContain("--requeue")
        .contains("--time=40");
  }
}
