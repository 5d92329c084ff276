package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.evaluation.MetricSums;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.Difference;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.Ruling;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts of a study that has actually been run. */
class ClaimsRunTest {
  private static final String STUDY =
      """
      study: claimed
      task: {type: copy, symbols: 5, lengths: {test: [1, 9]}, examples: {train: 64, valid: 8, test: 40}}
      training: {batch: {size: 16}, budget: {steps: 12}, validate_every: 12}
      decoding: {max_length: 22}
      metrics: [exact_match, token_accuracy, edit_distance, bleu, perplexity, loss]
      seeds: [1, 2]
      models:
        plain: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: none}
        luong: {extends: plain, attention: luong}
      claims:
        - id: C13
          sentence: Attention adds few parameters
          parts: [{type: ratio_within, measure: parameters, of: luong, to: plain, within: [1.05, 2]}]
      """;

  @TempDir static Path home;
  private static ExperimentFolder experiment;

  @BeforeAll
  static void run() throws IOException {
    experiment = run(STUDY);
  }

  private static ExperimentFolder run(String yaml) throws IOException {
    Path out = home.resolve("out");
    StudyRunner.Options options =
        new StudyRunner.Options(out, List.of(), false, "seqlab run", Optional.empty(), () -> false);
    new StudyRunner(read(yaml), options, new StudyListener() {}).run();
    return new ExperimentFolder(out);
  }

  private static StudySpec read(String yaml) throws IOException {
    return StudyReader.read(Files.writeString(home.resolve("study.yaml"), yaml), List.of());
  }

  @Test
  void exampleScoresReproduceTestMetrics() throws IOException {
    for (RunResult result : experiment.readResults()) {
      assertThat(result.metrics()).hasSize(6);
      for (String key : result.metrics().keySet()) {
        MetricName metric = MetricName.ofKey(key).orElseThrow();
        assertThat(value(metric, of(result.key())))
            .as("%s of %s", metric, result.key())
            .isCloseTo(result.metrics().get(metric.key()), within(1e-9));
      }
    }
  }

  @Test
  void exampleScoresReproduceMetricsByLength() throws IOException {
    List<Measure> byLength =
        experiment.readMeasures().stream()
            .filter(measure -> measure.dimension().equals(Measure.SOURCE_LENGTH))
            .toList();
    assertThat(byLength).hasSizeGreaterThan(100);
    for (Measure measure : byLength) {
      List<ExampleScore> bin =
          of(measure.key()).stream().filter(e -> e.sourceLength() == measure.x()).toList();
      MetricName metric = MetricName.valueOf(measure.measure().toUpperCase(java.util.Locale.ROOT));
      assertThat(bin).hasSize((int) measure.n());
      assertThat(value(metric, bin)).isCloseTo(measure.value(), within(1e-9));
    }
  }

  private static List<ExampleScore> of(RunKey key) throws IOException {
    return experiment.readExamples().stream()
        .filter(scores -> scores.run().equals(key))
        .flatMap(scores -> scores.rows().stream())
        .toList();
  }

  private static double value(MetricName metric, List<ExampleScore> examples) {
    List<double[]> added = new ArrayList<>();
    for (ExampleScore e : examples) {
      double[] counts = e.counts().get(metric.key()).stream().mapToDouble(c -> c).toArray();
      added.add(MetricSums.summands(metric, counts, e.targetLength()));
    }
    double[] sums =
        IntStream.range(0, added.get(0).length)
            .mapToDouble(k -> added.stream().mapToDouble(each -> each[k]).sum())
            .toArray();
    return MetricSums.value(metric, sums);
  }

  @Test
  void cloneWithoutRunFoldersGivesSameVerdicts() throws IOException {
    Path clone = Files.createDirectories(home.resolve("clone"));
    for (String name :
        List.of(
            "results.csv",
            "measures.csv",
            "examples.csv",
            "attention.json",
            "registrations.json")) {
      Files.copy(experiment.file(name), clone.resolve(name));
    }
    StudyResults.collect(read(STUDY), new ExperimentFolder(clone));
    for (String name : List.of("claims.json", "differences.json", "examples.csv")) {
      assertThat(clone.resolve(name)).hasSameBinaryContentAs(experiment.file(name));
    }
  }

  @Test
  void editedVerdictIsOverwritten() throws IOException {
    Path claims = experiment.file("claims.json");
    String judged = Files.readString(claims);
    assertThat(judged).contains("supported");
    Files.writeString(claims, judged.replace("supported", "refuted"));
    assertThat(StudyVerdicts.experiments(home)).containsExactly(experiment);
    StudyVerdicts all =
        StudyVerdicts.judge(experiment, StudyVerdicts.study(experiment).orElseThrow());
    assertThat(all.verdicts().get(0).ruling()).isEqualTo(Ruling.SUPPORTED);
    assertThat(claims).content().as("before it is written").isNotEqualTo(judged);
    all.write();
    assertThat(claims).hasContent(judged);
  }

  @Test
  void comparesModelsWithTheFirstInEveryMetric() throws IOException {
    List<Difference> differences = experiment.readDifferences();
    assertThat(differences).extracting(Difference::metric).hasSize(6).doesNotHaveDuplicates();
    assertThat(differences)
        .allSatisfy(
            d -> {
              assertThat(d.model()).isEqualTo("luong");
              assertThat(d.over().low()).isLessThanOrEqualTo(d.difference());
              assertThat(d.over().high()).isGreaterThanOrEqualTo(d.difference());
              assertThat(d.pExamples()).isBetween(0.0, 1.0);
            });
  }

  @Test
  void changedClaimTrainsNothing() throws IOException {
    assertThat(experiment.readVerdicts().get(0).ruling()).isEqualTo(Ruling.SUPPORTED);
    Path record = experiment.run(new RunKey("luong", 2)).path().resolve("run.json");
    byte[] before = Files.readAllBytes(record);
    run(STUDY.replace("[1.05, 2]", "[2, 3]"));
    PartVerdict part = experiment.readVerdicts().get(0).parts().get(0);
    assertThat(part.ruling()).isEqualTo(Ruling.REFUTED);
    assertThat(part.estimate().low())
        .as("both seeds count the same")
        .isEqualTo(part.estimate().high());
    assertThat(record).hasBinaryContent(before);
    run(STUDY);
  }
}
