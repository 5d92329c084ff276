package io.seqlab.study.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.core.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryCheckTest {
  private static final double GIB = 1L << 30;
  private static final String STUDY =
      """
      study: memory
      task: {type: copy, examples: {train: 64, valid: 8, test: 64}}
      training: {budget: {steps: 1}}
      seeds: [1, 2]
      models:
        rnn: {encoder: {type: rnn, hidden: 8}, decoder: {type: rnn, hidden: 8, attention: luong}}
        big: {encoder: {type: transformer, d_model: 8}, decoder: {type: transformer, d_model: 8}}
      """;

  private static StudySpec study(String old, String now) {
    assertThat(STUDY).contains(old);
    return SpecReader.read(STUDY.replace(old, now), "memory.yaml", StudySpec.class);
  }

  private static StudyPlan plan(String old, String now) {
    return StudyPlan.of(study(old, now), List.of());
  }

  @Test
  void aSmallStudyFitsIntoHalfAGibibyte() {
    new MemoryCheck(new MachineMemory(GIB / 2), 1).require(plan("memory", "memory"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training: { | decoding: {beam: 1000, batch: 64, max_length: 20} | decoding.beam,"
            + " decoding.batch or decoding.max_length",
        "type: copy | lengths: {train: [9000, 9000]} | training.batch.size, the lengths of the"
            + " task",
        "hidden: 8} | hidden: 20000, layers: 4} | the width or the number of layers",
      })
  void namesWhatToLower(String old, String now, String advice) {
    String text =
        now.startsWith("hidden")
            ? now
            : old.equals("training: {") ? now + "\n" + old : old + ", " + now;
    StudyPlan plan = plan(old, text);
    assertThatThrownBy(() -> new MemoryCheck(new MachineMemory(GIB / 2), 1).require(plan))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("but this machine has 512 MiB")
        .hasMessageContaining(advice)
        .hasMessageContaining("--ignore-memory");
    new MemoryCheck(MachineMemory.UNLIMITED, 1).require(plan);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gradient", "retention", "cost"})
  void probesThatChooseTheirLengthsCount(String type) {
    String probe =
        type.equals("cost")
            ? "{type: cost, length: [20000]}"
            : "{type: " + type + ", lengths: [20000]}";
    StudyPlan plan = plan("seeds", "probes: [" + probe + "]\nseeds");
    assertThatThrownBy(() -> new MemoryCheck(new MachineMemory(GIB), 1).require(plan))
        .hasMessageContaining("big needs about")
        .hasMessageContaining("probes");
  }

  @Test
  void parallelRunsNeedTheirMemoryTogether() {
    MachineMemory machine = new MachineMemory(GIB / 2);
    StudyPlan plan = plan("memory", "memory");
    assertThatThrownBy(() -> new MemoryCheck(machine, 3).require(plan))
        .hasMessageContaining("for each of 3 parallel runs")
        .hasMessageContaining("lower --jobs");
    assertThatThrownBy(() -> new MemoryCheck(machine, 1000).require(plan))
        .hasMessageContaining("for each of 4 parallel runs");
  }

  @Test
  void examplesAreRefusedBeforeTheyAreGenerated() {
    StudySpec study =
        study(
            "examples: {train: 64",
            "lengths: {train: [100000, 100000]}, examples: {train: 100000000");
    assertThat(MemoryCheck.tooManyExamples(study).orElseThrow())
        .contains("of memory, more than the");
    assertThat(MemoryCheck.tooManyExamples(study("train: 64", "train: 10000"))).isEmpty();
    assertThatThrownBy(() -> StudyPlan.of(study, List.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Java's heap is limited to")
        .hasMessageContaining("SEQLAB_JAVA_OPTS=-Xmx");
  }

  @Test
  void theMachineHasSomeMemory() {
    assertThat(MachineMemory.here().bytes()).isBetween(GIB / 8, 1e6 * GIB);
  }
}
