package io.seqlab.study.judge;

import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.Grid;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.data.text.Tokenizers;
import io.seqlab.evaluation.OutputCounts;
import io.seqlab.result.file.CollectedTables;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.file.SampleFile;
import io.seqlab.result.record.ExampleScores;
import io.seqlab.result.record.PlannedRuns;
import io.seqlab.result.record.Prediction;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.record.Sample;
import io.seqlab.result.record.TestExamples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether the outputs that a report shows have the counts of each example in {@code examples.csv}:
 * those in {@code predictions.tsv}, and in {@code samples.json} those of runs without it, as in a
 * clone.
 */
final class PredictionAgreement {
  private final RunKey run;
  private final Path file;
  private final OutputCounts outputs;

  private PredictionAgreement(RunKey run, Path file, OutputCounts outputs) {
    this.run = run;
    this.file = file;
    this.outputs = outputs;
  }

  /**
   * Requires that the outputs of finished runs have the counts of their examples, if the report
   * shows them: of a generated task.
   *
   * @throws ConfigException if not; names the run, the line or example and both values
   */
  static void require(ExperimentFolder experiment, CollectedTables tables, StudySpec study)
      throws IOException {
    if (!study.task().isGenerated()) {
      return;
    }
    Map<RunKey, ExampleScores> examples =
        tables.examples().stream().collect(Collectors.toMap(ExampleScores::run, each -> each));
    List<RunKey> done =
        tables.results().stream()
            .filter(result -> result.status() == RunStatus.DONE)
            .map(RunResult::key)
            .filter(examples::containsKey)
            .toList();
    Map<RunKey, Grid.Point> planned = PlannedRuns.of(study);
    List<Sample> samples = new SampleFile(experiment).read();
    Map<Tokenizer, OutputCounts> outputs = new ConcurrentHashMap<>();
    try {
      done.parallelStream()
          .filter(planned::containsKey)
          .map(
              run -> {
                Tokenizer target = Tokenizers.of(planned.get(run).study().task()).target();
                return contradiction(
                    experiment,
                    samples,
                    outputs.computeIfAbsent(target, OutputCounts::new),
                    examples.get(run));
              })
          .flatMap(Optional::stream)
          .findFirst()
          .ifPresent(
              contradiction -> {
                throw contradiction;
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Optional<ConfigException> contradiction(
      ExperimentFolder experiment,
      List<Sample> samples,
      OutputCounts outputs,
      ExampleScores examples) {
    RunFolder folder = experiment.run(examples.run());
    Path predictions = folder.path().resolve("predictions.tsv");
    try {
      if (folder.hasPredictions()) {
        new PredictionAgreement(examples.run(), predictions, outputs)
            .require(folder.readPredictions(), examples);
      } else {
        new PredictionAgreement(examples.run(), experiment.file("samples.json"), outputs)
            .requireSamples(samples, examples);
      }
      return Optional.empty();
    } catch (ConfigException e) {
      return Optional.of(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void require(List<Prediction> predictions, ExampleScores examples) {
    if (predictions.size() != examples.size()) {
      throw contradiction(
          "%d outputs, but %d examples in examples.csv"
              .formatted(predictions.size(), examples.size()));
    }
    int[] order = order(examples.examples());
    for (int i = 0; i < order.length; i++) {
      requireCounts("line", i + 2, predictions.get(i), examples, order[i]);
    }
  }

  /** The places of examples in order of their numbers. */
  private static int[] order(TestExamples examples) {
    IntStream places = IntStream.range(0, examples.size());
    boolean sorted =
        IntStream.range(1, examples.size())
            .allMatch(i -> examples.number(i - 1) < examples.number(i));
    return sorted
        ? places.toArray()
        : places
            .boxed()
            .sorted(Comparator.comparingLong(examples::number))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  private void requireSamples(List<Sample> samples, ExampleScores examples) {
    Map<Long, Integer> places =
        IntStream.range(0, examples.size())
            .boxed()
            .collect(Collectors.toMap(examples.examples()::number, i -> i));
    for (Sample sample : samples) {
      for (Sample.Answer each : sample.answers()) {
        if (each.run().equals(run)) {
          long number = sample.number();
          if (!places.containsKey(number)) {
            throw contradiction("example %d, but not in examples.csv".formatted(number));
          }
          requireCounts(
              "example",
              sample.number(),
              new Prediction(sample.source(), sample.reference(), each.text(), Double.NaN),
              examples,
              places.get(number));
        }
      }
    }
  }

  /**
   * Requires that an output has the counts of an example.
   *
   * @param place what {@code number} counts, for messages
   */
  private void requireCounts(
      String place, int number, Prediction prediction, ExampleScores scores, int i) {
    OutputCounts.Counts expected =
        outputs.of(number, prediction.source(), prediction.reference(), prediction.hypothesis());
    TestExamples examples = scores.examples();
    if (expected.sourceLength() != examples.sourceLength(i)) {
      throw differs(
          place, number, "source length", expected.sourceLength(), examples.sourceLength(i));
    } else if (expected.targetLength() != examples.targetLength(i)) {
      throw differs(
          place, number, "target length", expected.targetLength(), examples.targetLength(i));
    }
    scores
        .columns()
        .forEach(
            (key, column) -> {
              MetricName metric = MetricName.ofKey(key).orElseThrow();
              if (metric.needsDecoding() && column.has(i) && expected.isExact(metric)) {
                double[] counts = column.of(i);
                if (!Arrays.equals(expected.of(metric), counts)) {
                  throw differs(place, number, key, list(expected.of(metric)), list(counts));
                }
              }
            });
  }

  private static List<Double> list(double[] counts) {
    return Arrays.stream(counts).boxed().toList();
  }

  private ConfigException differs(
      String place, int number, String name, Object here, Object inExamples) {
    return contradiction(
        "%s %s in %s %d, but %s in examples.csv".formatted(name, here, place, number, inExamples));
  }

  private ConfigException contradiction(String reason) {
    return new ConfigException(
        "%s contradicts other results: %s has %s. Its tables are unchanged; restore the file, or repeat the run: seqlab run STUDY.yaml --fresh --only '%s'"
            .formatted(file, run, reason, run.filter()));
  }
}
