package io.seqlab.campaign;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.yaml.ResolvedYaml;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.core.Example;
import io.seqlab.evaluation.Answer;
import io.seqlab.evaluation.EvaluationResult;
import io.seqlab.evaluation.MetricSums;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.Prediction;
import io.seqlab.result.record.Provenance;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.record.Validation;
import io.seqlab.study.plan.StudyData;
import io.seqlab.study.plan.StudyDataCache;
import io.seqlab.study.plan.StudyRuns;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An experiment of many finished runs that were never trained: with the files of their folders from
 * which a report is made. Some tokens of each output are wrong, of later models fewer.
 */
final class LargeStudy {
  private static final String STUDY =
      """
      study: large
      task: {type: reverse, symbols: 20, lengths: {train: [1, 15], valid: [1, 15], test: [1, 15]}, examples: {train: 1000, valid: 100, test: %d}}
      training: {budget: {steps: %d}, validate_every: %d}
      metrics: [%s]
      seeds: [%s]
      models:
      %s
      claims:
        - {id: K1, sentence: One is better., parts: [{type: greater, measure: exact_match, of: m%d, than: m1}]}
        - {id: K2, sentence: It is good., parts: [{type: holds, measure: token_accuracy, of: m%d, above: 0.5}]}
      """;

  private static final long STEPS = 1000;
  private static final int VALIDATE_EVERY = 100;

  private final ExperimentFolder experiment;
  private final List<Example> test;
  private final StudyData data;
  private final Environment environment = Environment.collect(1, Map.of());

  private LargeStudy(ExperimentFolder experiment, StudyData data) {
    this.experiment = experiment;
    this.data = data;
    test = data.taskData().test();
  }

  /** Writes an experiment of so many models and seeds. */
  static ExperimentFolder write(
      Path folder, int models, int seeds, int examples, List<String> metrics) throws IOException {
    String text =
        STUDY.formatted(
            examples,
            STEPS,
            VALIDATE_EVERY,
            String.join(", ", metrics),
            join(", ", "%d", seeds),
            join("\n", "  m%d: {encoder: {type: rnn}, decoder: {type: rnn}}", models),
            models,
            models);
    StudySpec study = SpecReader.read(text, "large", StudySpec.class);
    ExperimentFolder experiment = new ExperimentFolder(folder);
    LargeStudy large = new LargeStudy(experiment, new StudyDataCache().get(study.firstTask()));
    experiment.writeProvenance(new Provenance("large", "", "seqlab run", large.environment));
    experiment.writeStudy(ResolvedYaml.write(study));
    for (Map.Entry<RunKey, RunSpec> run : StudyRuns.specs(study).entrySet()) {
      large.write(run.getKey(), run.getValue());
    }
    return experiment;
  }

  private static String join(String separator, String format, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(format::formatted)
        .collect(Collectors.joining(separator));
  }

  private void write(RunKey run, RunSpec spec) throws IOException {
    RunFolder folder = experiment.run(run);
    Random random = new Random(run.hashCode());
    double errors = 0.1 / Integer.parseInt(run.model().substring(1)) + 0.01 * random.nextDouble();
    EvaluationResult result =
        new EvaluationResult(
            test.stream().map(example -> answer(example, errors, random)).toList(),
            List.of(),
            data.taskData().targetTokenizer());
    for (long step = VALIDATE_EVERY; step <= STEPS; step += VALIDATE_EVERY) {
      Map<String, Double> scores = Map.of("loss", 100.0 / step);
      folder
          .logs()
          .append(new Validation(step, step, step / 10.0, 9 * step, 1e-3, 90.0 / step, scores));
    }
    folder.writePredictions(predictions(result));
    folder.writeExamples(scores(run, spec, result));
    folder.writeMeasures(measures(run, spec, result));
    Map<String, Double> metrics = new LinkedHashMap<>();
    result.measure(spec.metrics()).forEach((metric, value) -> metrics.put(metric.key(), value));
    folder.writeRecord(
        new RunRecord(
            new RunResult(run, RunStatus.DONE, 4321, STEPS, 100, 900, 100, 300, metrics),
            ResolvedYaml.write(spec),
            ResolvedYaml.sha256(spec),
            DIGESTS,
            environment,
            Instant.EPOCH,
            Instant.EPOCH,
            ""));
  }

  private static final DataDigests DIGESTS =
      new DataDigests("a".repeat(64), "b".repeat(64), "c".repeat(64));

  private static Answer answer(Example example, double errors, Random random) {
    List<String> tokens = new ArrayList<>(example.target());
    for (int i = 0; i < tokens.size(); i++) {
      if (random.nextDouble() < errors) {
        tokens.set(i, example.target().get(random.nextInt(tokens.size())));
      }
    }
    if (random.nextDouble() < errors && tokens.size() > 1) {
      tokens.remove(tokens.size() - 1);
    }
    double logProbability = -random.nextDouble();
    return new Answer(example.source(), example.target(), tokens, logProbability, List.of());
  }

  private List<Prediction> predictions(EvaluationResult result) {
    return result.answers().stream()
        .map(
            answer ->
                new Prediction(
                    data.taskData().sourceTokenizer().detokenize(answer.source()),
                    data.taskData().targetTokenizer().detokenize(answer.reference()),
                    data.taskData().targetTokenizer().detokenize(answer.tokens()),
                    answer.logProbability()))
        .toList();
  }

  private List<ExampleScore> scores(RunKey run, RunSpec spec, EvaluationResult result) {
    List<ExampleScore> scores = new ArrayList<>();
    for (int i = 0; i < test.size(); i++) {
      Map<String, List<Double>> counts = new LinkedHashMap<>();
      for (MetricName metric : spec.metrics()) {
        counts.put(metric.key(), MetricSums.counts(metric, result, i));
      }
      Example example = test.get(i);
      scores.add(
          new ExampleScore(run, i + 1L, example.source().size(), example.target().size(), counts));
    }
    return scores;
  }

  /** Of each length, as a run measures them. */
  private List<Measure> measures(RunKey run, RunSpec spec, EvaluationResult result) {
    List<Measure> measures = new ArrayList<>();
    result
        .bySourceLength(test, 1)
        .forEach(
            (length, part) -> {
              for (MetricName metric : spec.metrics()) {
                long n = part.answers().size();
                measures.add(
                    new Measure(
                        run, metric.key(), Measure.SOURCE_LENGTH, length, part.value(metric), n));
              }
            });
    return measures;
  }

  /** Writes an experiment: FOLDER MODELS SEEDS EXAMPLES METRIC,… */
  public static void main(String... words) throws IOException {
    write(
        Path.of(words[0]),
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        List.of(words[4].split(",", -1)));
  }
}
