package io.seqlab.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.site.RunnerSpec;
import io.seqlab.config.site.RunnerType;
import io.seqlab.study.run.StudyListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlurmOptionsTest {
  private static SlurmOptions options(boolean timed, String... given) {
    return new SlurmOptions(
        new RunnerSpec(RunnerType.SLURM, Map.of(), Optional.empty(), List.of())
            .with(List.of(given)),
        1,
        List.of("java"),
        timed,
        false,
        (plan, threads) -> Map.of(),
        SlurmOptions.Timing.fromProperties());
  }

  @Test
  void aStudyThatMeasuresTimeNeedsItsNodesAlone() {
    assertThatThrownBy(() -> options(true, "exclusive=false"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("remove exclusive=false");
    assertThat(options(false, "exclusive=false", "requeue=false").runner().withdrawn())
        .containsExactlyInAnyOrder("exclusive", "requeue");
    assertThat(options(true, "exclusive").runner().withdrawn()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a\\b"})
  void aFolderThatJobsCannotUseIsRefused(String name) {
    assertThatThrownBy(
            () ->
                new SlurmExecutor(
                    Path.of(name), options(false), new StudyListener() {}, Cancellation.NONE))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("--out DIR");
  }
}
