package io.seqlab.study.judge;

import io.seqlab.config.SeedsSpec;
import io.seqlab.config.claim.ClaimSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.ExampleScores;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds the results of runs without running them. */
final class SimulatedRuns {
  private final List<RunKey> keys = new ArrayList<>();
  private final List<RunResult> results = new ArrayList<>();
  private final List<Measure> measures = new ArrayList<>();
  private final List<ExampleScore> examples = new ArrayList<>();

  private boolean sharedExamples = true;

  /** Each seed is tested on examples of its own. */
  SimulatedRuns ownExamples() {
    sharedExamples = false;
    return this;
  }

  /** A finished run with a value of bleu, without per-example scores. */
  SimulatedRuns run(RunKey key, double bleu) {
    return run(key, RunStatus.DONE, bleu);
  }

  /** One run per value, with seeds 1, 2, … */
  SimulatedRuns runs(String model, double... bleu) {
    for (int s = 0; s < bleu.length; s++) {
      run(new RunKey(model, s + 1), bleu[s]);
    }
    return this;
  }

  SimulatedRuns run(RunKey key, RunStatus status, double bleu) {
    keys.add(key);
    results.add(new RunResult(key, status, 1000, 10, 5, 100, 50, 300, Map.of("bleu", bleu)));
    return this;
  }

  /** A planned run without a result. */
  SimulatedRuns missing(RunKey key) {
    keys.add(key);
    return this;
  }

  SimulatedRuns measure(RunKey key, String measure, String dimension, double x, double value) {
    measures.add(new Measure(key, measure, dimension, x, value, 10));
    return this;
  }

  /** A test example of a run, correct or not. */
  SimulatedRuns example(RunKey key, long example, long sourceLength, boolean right) {
    Map<String, List<Double>> counts = Map.of("exact_match", List.of(right ? 1.0 : 0.0));
    examples.add(new ExampleScore(key, example, sourceLength, 1, counts));
    return this;
  }

  Evidence evidence() {
    Map<RunKey, List<ExampleScore>> byRun =
        examples.stream().collect(Collectors.groupingBy(ExampleScore::key));
    List<ExampleScores> scores =
        byRun.entrySet().stream().map(e -> ExampleScores.of(e.getKey(), e.getValue())).toList();
    return Evidence.of(keys, sharedExamples, results, measures, scores);
  }

  /** The verdict on a claim with these tests, in YAML, on all seeds at once. */
  Verdict judge(String... tests) {
    return judge(SeedsSpec.of(evidence().seeds()), "[" + String.join(", ", tests) + "]");
  }

  /**
   * The verdict on a claim.
   *
   * @param partsAndOtherKeys in YAML, such as {@code [TEST, TEST], requires: [CONTROL]}
   */
  Verdict judge(SeedsSpec seeds, String partsAndOtherKeys) {
    String claim = "{id: C1, sentence: a claim, parts: " + partsAndOtherKeys + "}";
    return judge(SpecReader.read(claim, "claim", ClaimSpec.class), seeds);
  }

  Verdict judge(ClaimSpec claim, SeedsSpec seeds) {
    return Judge.verdict(claim, List.of(), seeds, evidence());
  }

  /** The verdict on a claim of one test. */
  PartVerdict judgePart(String test) {
    return judge(test).parts().get(0);
  }
}
