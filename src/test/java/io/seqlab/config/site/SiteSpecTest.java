package io.seqlab.config.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.yaml.SpecReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteSpecTest {
  private static RunnerSpec read(String yaml) {
    return SpecReader.read(yaml, "site.yaml", SiteSpec.class).runner();
  }

  @Test
  void readsTheOptionsOfSbatchAsText() {
    RunnerSpec runner =
        read(
            """
            runner:
              on: slurm
              slurm: {partition: gpu, time: 02:00:00, mem: 8000, exclusive: true, nodelist: 'n1,n2'}
              at_most: 50
              setup: [module load java]
            """);
    assertThat(runner.on()).isEqualTo(RunnerType.SLURM);
    assertThat(runner.setup()).containsExactly("module load java");
    assertThat(runner.options())
        .isEqualTo(
            Map.of(
                "partition",
                "gpu",
                "time",
                "02:00:00",
                "mem",
                "8000",
                "exclusive",
                "",
                "nodelist",
                "n1,n2"));
    assertThat(runner.with(List.of("time=10,qos=low", "mem=1G")).options())
        .containsEntry("time", "10")
        .containsEntry("qos", "low")
        .containsEntry("mem", "1G")
        .containsEntry("partition", "gpu");
  }

  @Test
  void valuesReachSbatchAsTheyAreWritten() {
    RunnerSpec runner =
        read(
            """
            runner:
              slurm: {account: 0123, comment: "it's #1: x", nice: '0', exclusive: true, mem-per-cpu: 2G}
            """);
    assertThat(runner.options())
        .isEqualTo(
            Map.of(
                "account",
                "0123",
                "comment",
                "it's #1: x",
                "nice",
                "0",
                "exclusive",
                "",
                "mem-per-cpu",
                "2G"));
    assertThat(runner.with(List.of("exclusive=false,mem=4G")).options())
        .as("sbatch refuses two amounts of memory")
        .isEqualTo(Map.of("account", "0123", "comment", "it's #1: x", "nice", "0", "mem", "4G"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          runner: {on: pbs}                  | unknown value 'pbs' for runner.on
          runner: {slurm: {array: 0-3}}      | 'array' is set by SeqLab
          runner: {slurm: {clusters: other}} | 'clusters' is set by SeqLab; remove it
          runner: {slurm: {arra: 0-3}}       | 'array' is set by SeqLab; remove 'arra', its abbreviation
          runner: {slurm: {mem: 1G, mem-per-cpu: 1G}} | exclude each other; keep one
          runner: {slurm: {licenses: ''}}    | 'licenses' has no value
          runner: {slurm: {exclude: [a, b]}} | the value of 'exclude' must be one text
          runner: {slurm: {qos: null}}       | the value of 'qos' must be one text
          runner: {slurm: {--mem: 1G}}       | is not a long option of sbatch
          runner: {at_most: 0}               | at_most must be at least 1
          runner: {partition: gpu}           | unknown key
          """)
  void namesWhatIsWrong(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml)).hasMessageContaining(message);
  }
}
