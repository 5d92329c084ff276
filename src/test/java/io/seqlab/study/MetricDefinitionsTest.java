package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.config.measure.MetricName;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.evaluation.MetricSums;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.Prediction;
import io.seqlab.result.record.RunKey;
import io.seqlab.study.run.StudyListener;
import io.seqlab.study.trained.SentencePairs;
import io.seqlab.study.trained.TrainedEnsemble;
import io.seqlab.study.trained.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A metric has one definition, that of the guide's page Results: the same model on the same text
 * has the same value in results.csv, in the slices of measures.csv, in sums of examples.csv, by
 * {@code seqlab evaluate} and by hand. The text has pairs with an empty source, an empty reference,
 * and both.
 */
class MetricDefinitionsTest {
  private static final List<String> SOURCES = List.of("a b", "", "b b a", "a", "", "b a b a", "b");
  private static final List<String> TARGETS = List.of("a b", "a", "", "b", "", "b a b a", "b a a");
  private static final RunKey RUN = new RunKey("m", 1);
  private static final Offset<Double> ROUNDING = within(1e-9);
  private static final String STUDY =
      """
      study: definitions
      task: {type: corpus, train: {source: %1$s, target: %2$s}, valid: {source: %1$s, target: %2$s},
             test: {source: %1$s, target: %2$s}}
      training: {batch: {size: 4}, budget: {steps: 60}, validate_every: 30, optimizer: {learning_rate: 3e-2}}
      decoding: {max_length: 6}
      metrics: [%3$s]
      models: {m: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: luong}}
      seeds: [1]
      report: {length_bin: 100}
      probes:
        - {type: slices, by: [target_length, position, frequency], bin: 100, metrics: [%3$s]}
        - {type: attention}
        - {type: intervene}
        - {type: order}
        - {type: gradient}
        - {type: retention, lengths: [2]}
      """;

  @TempDir Path home;
  private Path source;
  private Path target;
  private ExperimentFolder experiment;

  @BeforeEach
  void runStudy() throws IOException {
    source = Files.write(home.resolve("source.txt"), SOURCES);
    target = Files.write(home.resolve("target.txt"), TARGETS);
    Path study = home.resolve("study.yaml");
    String metrics =
        Arrays.stream(MetricName.values()).map(MetricName::key).collect(Collectors.joining(", "));
    Files.writeString(study, STUDY.formatted(source, target, metrics));
    StudyRunner.Options options =
        new StudyRunner.Options(
            home.resolve("out"), List.of(), false, "", Optional.empty(), () -> false);
    assertThat(
            new StudyRunner(StudyReader.read(study, List.of()), options, new StudyListener() {})
                .run())
        .isEmpty();
    experiment = new ExperimentFolder(home.resolve("out"));
  }

  private Map<String, Double> results() throws IOException {
    return experiment.readResults().get(0).metrics();
  }

  @Test
  void evaluateGivesTheNumbersOfTheRun() throws IOException {
    try (TrainedModel model = TrainedModel.open(home.resolve("out").resolve(RUN.folder()))) {
      Map<MetricName, Double> evaluated = model.evaluate(source, target);
      assertThat(evaluated).hasSize(MetricName.values().length);
      for (Map.Entry<MetricName, Double> metric : evaluated.entrySet()) {
        assertThat(metric.getValue())
            .as("%s", metric.getKey())
            .isCloseTo(results().get(metric.getKey().key()), ROUNDING);
      }
    }
    Path run = home.resolve("out").resolve(RUN.folder());
    try (TrainedEnsemble model = TrainedEnsemble.open(List.of(run), Map.of(), 1, k -> k)) {
      List<Double> scores = model.score(SentencePairs.files(source, target), true);
      double logProbability = scores.stream().mapToDouble(Double::doubleValue).sum();
      assertThat(-logProbability / positions()).isCloseTo(results().get("loss"), ROUNDING);
    }
  }

  /** Tokens of all references, end-of-sequence included. */
  private static int positions() {
    return TARGETS.stream().mapToInt(line -> tokens(line).size() + 1).sum();
  }

  private static List<String> tokens(String line) {
    return line.isEmpty() ? List.of() : List.of(line.split(" "));
  }

  @Test
  void sumsOfExamplesGiveTheNumbersOfTheRun() throws IOException {
    List<ExampleScore> examples = examples();
    assertThat(examples).hasSize(TARGETS.size());
    for (MetricName metric : MetricName.values()) {
      assertThat(value(metric, examples)).isCloseTo(results().get(metric.key()), ROUNDING);
    }
  }

  private List<ExampleScore> examples() throws IOException {
    return experiment.readExamples().stream().flatMap(run -> run.rows().stream()).toList();
  }

  private static double[] counts(MetricName metric, ExampleScore example) {
    return example.counts().get(metric.key()).stream().mapToDouble(c -> c).toArray();
  }

  private static double value(MetricName metric, List<ExampleScore> examples) {
    double[] sums = null;
    for (ExampleScore e : examples) {
      double[] summands = MetricSums.summands(metric, counts(metric, e), e.targetLength());
      double[] before = sums == null ? new double[summands.length] : sums;
      Arrays.setAll(summands, k -> summands[k] + before[k]);
      sums = summands;
    }
    return MetricSums.value(metric, sums);
  }

  @Test
  void slicesGiveTheNumbersOfTheRun() throws IOException {
    for (String dimension : List.of("position", "log2_frequency")) {
      List<Measure> slices =
          experiment.readMeasures().stream().filter(m -> m.dimension().equals(dimension)).toList();
      double sum = slices.stream().mapToDouble(m -> m.value() * m.n()).sum();
      long n = slices.stream().mapToLong(Measure::n).sum();
      assertThat(sum / n).as(dimension).isCloseTo(results().get("token_accuracy"), ROUNDING);
    }
    for (String dimension : List.of("target_length", "source_length")) {
      List<ExampleScore> examples =
          examples().stream()
              .filter(e -> length(dimension, e) > 0)
              .toList(); // one bin, but for empty sequences
      for (MetricName metric : MetricName.values()) {
        assertThat(experiment.readMeasures())
            .filteredOn(m -> m.dimension().equals(dimension) && m.measure().equals(metric.key()))
            .filteredOn(m -> m.x() > 0)
            .singleElement()
            .satisfies(
                m -> {
                  assertThat(m.value()).isCloseTo(value(metric, examples), ROUNDING);
                  assertThat(m.n()).isEqualTo(examples.size());
                });
      }
    }
  }

  private static long length(String dimension, ExampleScore example) {
    return dimension.equals("target_length") ? example.targetLength() : example.sourceLength();
  }

  /** The formulas of the guide, on the outputs of the run. */
  @Test
  void theGuidesFormulasGiveTheNumbersOfTheRun() throws IOException {
    List<Prediction> predictions =
        new RunFolder(home.resolve("out").resolve(RUN.folder())).readPredictions();
    assertThat(predictions).extracting(Prediction::reference).isEqualTo(TARGETS);
    double equal = 0;
    double correct = 0;
    double edits = 0;
    double length = 0;
    for (Prediction prediction : predictions) {
      List<String> output = tokens(prediction.hypothesis());
      List<String> reference = tokens(prediction.reference());
      equal += output.equals(reference) ? 1 : 0;
      correct += output.size() == reference.size() ? 1 : 0;
      for (int i = 0; i < Math.min(output.size(), reference.size()); i++) {
        correct += output.get(i).equals(reference.get(i)) ? 1 : 0;
      }
      edits += edits(output, reference);
      length += reference.size();
    }
    assertThat(results().get("exact_match")).isCloseTo(equal / TARGETS.size(), ROUNDING);
    assertThat(results().get("token_accuracy")).isCloseTo(correct / positions(), ROUNDING);
    assertThat(results().get("edit_distance")).isCloseTo(edits / length, ROUNDING);
    assertThat(results().get("perplexity"))
        .isCloseTo(Math.exp(results().get("loss")), within(1e-6));
  }

  private static int edits(List<String> one, List<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.size() + other.size();
    }
    List<String> restOne = one.subList(1, one.size());
    List<String> restOther = other.subList(1, other.size());
    int substituted = one.get(0).equals(other.get(0)) ? 0 : 1;
    return Math.min(
        substituted + edits(restOne, restOther),
        1 + Math.min(edits(restOne, other), edits(one, restOther)));
  }
}
