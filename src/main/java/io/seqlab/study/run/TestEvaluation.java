package io.seqlab.study.run;

import io.seqlab.config.ReportSpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.probe.ProbeSpec;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.decode.Wanted;
import io.seqlab.evaluation.Answer;
import io.seqlab.evaluation.Bins;
import io.seqlab.evaluation.EvaluationResult;
import io.seqlab.evaluation.Evaluator;
import io.seqlab.evaluation.MetricSums;
import io.seqlab.evaluation.ReferenceScore;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.Prediction;
import io.seqlab.study.plan.StudyData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Evaluates a trained model on the test set and writes predictions, scores and attention. */
final class TestEvaluation {
  private final RunContext run;
  private final Evaluator evaluator;
  private final StudyData data;
  private final List<Measure> measures;
  private double seconds;

  /**
   * An evaluation of a run.
   *
   * @param ofTraining measures that are written with those of the evaluation
   */
  TestEvaluation(RunContext run, Evaluator evaluator, StudyData data, List<Measure> ofTraining) {
    measures = new ArrayList<>(ofTraining);
    this.run = run;
    this.evaluator = evaluator;
    this.data = data;
  }

  /** Decodes and scores the test set, writes the results, and returns the metrics of the study. */
  Map<MetricName, Double> measure() throws IOException {
    List<Example> test = data.taskData().test();
    long start = System.nanoTime();
    List<Answer> answers = evaluator.decode(test, Wanted.TOKENS.withLogProbabilities());
    seconds = (System.nanoTime() - start) / 1e9;
    List<ReferenceScore> scores = evaluator.score(test);
    EvaluationResult result =
        new EvaluationResult(answers, scores, data.taskData().targetTokenizer());
    writePredictions(answers);
    writeExamples(result, test);
    writeAttention(test);
    measures.addAll(byLength(result, test));
    run.folder().writeMeasures(measures);
    return result.measure(run.spec().metrics());
  }

  /** Runs the probes of the study; writes after each, so that a failure loses no other result. */
  void probe() throws IOException {
    ProbeRunner probes = new ProbeRunner(run, evaluator, data);
    for (ProbeSpec probe : run.spec().probes()) {
      measures.addAll(probes.run(probe));
      run.folder().writeMeasures(measures);
    }
  }

  /** Decoding speed on the test set. */
  double sentencesPerSecond() {
    return data.taskData().test().size() / seconds;
  }

  private void writePredictions(List<Answer> answers) throws IOException {
    Tokenizer source = data.taskData().sourceTokenizer();
    Tokenizer target = data.taskData().targetTokenizer();
    run.folder()
        .writePredictions(
            answers.stream()
                .map(
                    a ->
                        new Prediction(
                            source.detokenize(a.source()),
                            target.detokenize(a.reference()),
                            target.detokenize(a.tokens()),
                            a.logProbability()))
                .toList());
  }

  private void writeExamples(EvaluationResult result, List<Example> test) throws IOException {
    List<ExampleScore> scores = new ArrayList<>();
    for (int i = 0; i < test.size(); i++) {
      Map<String, List<Double>> counts = new LinkedHashMap<>();
      for (MetricName metric : run.spec().metrics()) {
        counts.put(metric.key(), MetricSums.counts(metric, result, i));
      }
      Example example = test.get(i);
      scores.add(
          new ExampleScore(
              run.key(), i + 1L, example.source().size(), example.target().size(), counts));
    }
    run.folder().writeExamples(scores);
  }

  private List<Measure> byLength(EvaluationResult result, List<Example> test) {
    int width = run.spec().report().lengthBin();
    List<Measure> measures = new ArrayList<>();
    result
        .bySourceLength(test, width)
        .forEach(
            (bin, part) -> {
              for (MetricName metric : run.spec().metrics()) {
                measures.add(
                    new Measure(
                        run.key(),
                        metric.key(),
                        Measure.SOURCE_LENGTH,
                        Bins.middle(bin, width),
                        part.value(metric),
                        part.answers().size()));
              }
            });
    return measures;
  }

  private void writeAttention(List<Example> test) throws IOException {
    ReportSpec report = run.spec().report();
    int[] chosen =
        IntStream.range(0, test.size())
            .filter(i -> test.get(i).source().size() >= report.attentionMinLength())
            .limit(report.attention())
            .toArray();
    List<Example> examples = IntStream.of(chosen).mapToObj(test::get).toList();
    List<Answer> answers = evaluator.decode(examples, Wanted.TOKENS.withAttention());
    run.folder().deleteAttention();
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      if (!answer.attention().isEmpty()) {
        run.folder()
            .writeAttention(
                AttentionMap.ofOutput(
                    "test-" + (chosen[i] + 1),
                    answer.source(),
                    answer.tokens(),
                    answer.attention()));
      }
    }
  }
}
