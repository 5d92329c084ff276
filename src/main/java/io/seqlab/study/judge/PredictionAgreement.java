package io.seqlab.study.judge;

import static java.util.stream.Collectors.groupingBy;

import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.task.CorpusTaskSpec.TokenLevel;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.evaluation.Answer;
import io.seqlab.evaluation.EvaluationResult;
import io.seqlab.evaluation.MetricSums;
import io.seqlab.result.file.CollectedTables;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.PlannedRuns;
import io.seqlab.result.record.Prediction;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether the outputs in {@code predictions.tsv}, which a report shows, have the counts of each
 * example in {@code examples.csv}.
 */
final class PredictionAgreement {
  private static final String UNKNOWN = "<unk>";

  private final RunKey run;
  private final Path file;
  private final Tokenizer tokenizer;

  private PredictionAgreement(RunKey run, Path file, TokenLevel level) {
    this.run = run;
    this.file = file;
    this.tokenizer = new Tokenizer(level, false); // the text has its final case
  }

  /**
   * Requires that the outputs of finished runs with a folder have the counts of their examples, if
   * the report shows them: of a generated task.
   *
   * @throws ConfigException if not; names the run, the line and both values
   */
  static void require(ExperimentFolder experiment, CollectedTables tables, StudySpec study)
      throws IOException {
    if (!study.task().isGenerated()) {
      return;
    }
    Map<RunKey, List<ExampleScore>> examples =
        tables.examples().stream().collect(groupingBy(ExampleScore::key));
    Map<RunKey, RunStatus> statuses =
        tables.results().stream().collect(Collectors.toMap(RunResult::key, RunResult::status));
    for (var each : PlannedRuns.of(study).entrySet()) {
      RunKey run = each.getKey();
      boolean done = statuses.get(run) == RunStatus.DONE && examples.containsKey(run);
      if (done && experiment.run(run).hasPredictions()) {
        Path file = experiment.run(run).path().resolve("predictions.tsv");
        new PredictionAgreement(run, file, each.getValue().study().task().tokens())
            .require(experiment.run(run).readPredictions(), examples.get(run));
      }
    }
  }

  private void require(List<Prediction> predictions, List<ExampleScore> examples) {
    if (predictions.size() != examples.size()) {
      throw contradiction(
          "%d outputs, but %d examples in examples.csv"
              .formatted(predictions.size(), examples.size()));
    }
    List<ExampleScore> ordered =
        examples.stream().sorted(Comparator.comparingLong(ExampleScore::example)).toList();
    EvaluationResult result =
        new EvaluationResult(predictions.stream().map(this::answer).toList(), List.of(), tokenizer);
    for (int i = 0; i < predictions.size(); i++) {
      requireCounts(i, result, ordered.get(i));
    }
  }

  private void requireCounts(int i, EvaluationResult result, ExampleScore score) {
    Answer answer = result.answers().get(i);
    requireEqual(i, "source length", (long) answer.source().size(), score.sourceLength());
    requireEqual(i, "target length", (long) answer.reference().size(), score.targetLength());
    score
        .counts()
        .forEach(
            (key, counts) -> {
              MetricName metric = MetricName.ofKey(key).orElseThrow();
              if (metric.needsDecoding() && isExact(metric, answer)) {
                requireEqual(i, key, MetricSums.counts(metric, result, i), counts);
              }
            });
  }

  /** Whether text has the tokens of the output: an unknown token of characters is not one. */
  private boolean isExact(MetricName metric, Answer answer) {
    return metric == MetricName.EXACT_MATCH
        || tokenizer.level() == TokenLevel.WORD
        || !tokenizer.detokenize(answer.tokens()).contains(UNKNOWN);
  }

  private Answer answer(Prediction prediction) {
    return new Answer(
        tokenizer.tokenize(prediction.source()),
        tokenizer.tokenize(prediction.reference()),
        tokenizer.tokenize(prediction.hypothesis()),
        prediction.logProbability(),
        List.of());
  }

  private void requireEqual(int i, String name, Object here, Object inExamples) {
    if (!here.equals(inExamples)) {
      throw contradiction(
          "%s %s in line %d, but %s in examples.csv".formatted(name, here, i + 2, inExamples));
    }
  }

  private ConfigException contradiction(String reason) {
    return new ConfigException(
        "%s contradicts other results: %s has %s. Its tables are unchanged; restore the file, or repeat the run: seqlab run STUDY.yaml --fresh --only '%s'"
            .formatted(file, run, reason, run.filter()));
  }
}
