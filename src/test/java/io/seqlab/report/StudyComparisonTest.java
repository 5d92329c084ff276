package io.seqlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.Provenance;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyComparisonTest {
  @TempDir private static Path one;
  @TempDir private Path two;

  @BeforeAll
  static void write() throws Exception {
    SampleStudy.write(one);
  }

  @BeforeEach
  void copy() throws Exception {
    for (String name : List.of("study.yaml", "results.csv", "measures.csv", "provenance.json")) {
      Files.copy(one.resolve(name), two.resolve(name));
    }
  }

  @Test
  void comparesCommonMetricsAndCurves() throws Exception {
    rename(two, "second");
    Files.writeString(
        two.resolve("results.csv"),
        Files.readString(two.resolve("results.csv")).replaceFirst("perplexity", "edit_distance"));
    StudyComparison comparison = StudyComparison.of(List.of(one, two), true, Optional.empty());
    assertThat(comparison.studies()).containsExactly("sample", "second");
    assertThat(comparison.results()).extracting(RunResult::key).contains(key("sample / rnn"));
    assertThat(comparison.results())
        .allSatisfy(
            run -> assertThat(run.metrics()).doesNotContainKeys("perplexity", "edit_distance"));
    assertThat(comparison.markdown().lines().filter(line -> line.contains("second / "))).hasSize(5);
    assertThat(comparison.html()).contains("sample / luong", "second / luong", "<figure");
  }

  @Test
  void studiesOfOneNameAreNotMerged() throws Exception {
    rename(one, two.toString());
    try {
      rename(two, two.toString()); // also the name of its folder
      StudyComparison comparison = StudyComparison.of(List.of(one, two), true, Optional.empty());
      assertThat(comparison.studies()).doesNotHaveDuplicates();
      assertThat(comparison.results()).extracting(RunResult::key).doesNotHaveDuplicates();
    } finally {
      rename(one, "sample");
    }
  }

  @Test
  void noneIsTheBestOnDifferentTests() throws Exception {
    rename(two, "second");
    List<Path> folders = List.of(one, two);
    assertThat(StudyComparison.of(folders, true, Optional.empty()).markdown())
        .contains("**", "the best of each column is bold");
    assertThat(StudyComparison.of(folders, false, Optional.empty()).markdown())
        .doesNotContain("**")
        .contains("none is marked as the best, as the studies differ in task or test examples");
  }

  @Test
  void verdictsOfAnotherVersionAreNotRead() throws Exception {
    Files.writeString(two.resolve("claims.json"), "[{\"claim\": \"C1\"}]");
    assertThat(StudyComparison.of(List.of(one, two), true, Optional.empty()).results())
        .isNotEmpty();
  }

  @Test
  void omitsCurvesOfASingleStudy() throws Exception {
    Files.writeString(two.resolve("measures.csv"), "model,seed,measure,dimension,x,value,n\n");
    StudyComparison comparison = StudyComparison.of(List.of(one, two), true, Optional.empty());
    assertThat(comparison.studies())
        .as("of one name")
        .containsExactly(one.toString(), two.toString());
    assertThat(comparison.measures()).isEmpty();
    assertThat(StudyComparison.of(List.of(one, one), true, Optional.empty()).measures())
        .extracting(Measure::measure)
        .contains("exact_match");
    assertThat(comparison.html()).doesNotContain("<figure");
  }

  private static RunKey key(String model) {
    return new RunKey(model, 1);
  }

  private static void rename(Path path, String study) throws Exception {
    ExperimentFolder experiment = new ExperimentFolder(path);
    Provenance before = experiment.readProvenance();
    experiment.writeProvenance(
        new Provenance(study, before.question(), before.command(), before.environment()));
  }
}
