package io.seqlab.probe.slices;

import io.seqlab.config.measure.MetricName;
import io.seqlab.config.probe.SlicesProbeSpec;
import io.seqlab.config.probe.SlicesProbeSpec.By;
import io.seqlab.data.TaskData;
import io.seqlab.data.core.Example;
import io.seqlab.evaluation.Bins;
import io.seqlab.evaluation.EvaluationResult;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.Probe;
import io.seqlab.probe.core.ProbeContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The quality of the free answers to the test examples, apart for parts of them: whole examples by
 * target length, tokens of the reference by their place, frequency and alignment. A token is right
 * if the answer has it at the same place; the end of the sequence is not among the tokens.
 */
public record SlicesProbe(SlicesProbeSpec spec) implements Probe {

  @Override
  public List<Measurement> measure(ProbeContext context) {
    TaskData taskData = context.taskData();
    return slices(
        EvaluationResult.of(
            context.evaluator(), taskData.test(), spec.measured(), taskData.targetTokenizer()),
        taskData);
  }

  /** The slices of answers to the test examples of a taskData. */
  List<Measurement> slices(EvaluationResult quality, TaskData taskData) {
    List<Measurement> measurements = new ArrayList<>();
    for (By by : spec.by()) {
      measurements.addAll(
          switch (by) {
            case TARGET_LENGTH -> byTargetLength(quality, taskData.test());
            case POSITION -> accuracy(by, quality, taskData.test(), this::position);
            case FREQUENCY -> accuracy(by, quality, taskData.test(), frequency(taskData.train()));
            case ALIGNMENT_DISTANCE ->
                accuracy(by, quality, taskData.test(), SlicesProbe::distance);
          });
    }
    return measurements;
  }

  private List<Measurement> byTargetLength(EvaluationResult quality, List<Example> test) {
    List<Measurement> measurements = new ArrayList<>();
    quality
        .byTargetLength(test, spec.bin())
        .forEach(
            (bin, part) -> {
              for (MetricName metric : spec.metrics()) {
                measurements.add(
                    new Measurement(
                        metric.key(),
                        By.TARGET_LENGTH.dimension(),
                        Bins.middle(bin, spec.bin()),
                        part.value(metric),
                        part.answers().size()));
              }
            });
    return measurements;
  }

  /** Where on a dimension the target token at a place, from 0, stands; empty if nowhere. */
  private interface Slice {
    OptionalDouble of(Example example, int place);
  }

  private OptionalDouble position(Example example, int place) {
    return OptionalDouble.of(Bins.middle(Bins.of(place + 1, spec.bin()), spec.bin()));
  }

  /** floor(log2 count) of the token in the training targets; −1 if it is not among them. */
  private static Slice frequency(List<Example> train) {
    Map<String, Integer> counts = new HashMap<>();
    train.forEach(e -> e.target().forEach(token -> counts.merge(token, 1, Integer::sum)));
    return (example, place) ->
        OptionalDouble.of(Bins.log2(counts.getOrDefault(example.target().get(place), 0)));
  }

  /** Source tokens from the nearest aligned one to the end, and target tokens before this one. */
  private static OptionalDouble distance(Example example, int place) {
    return example.alignment().stream()
        .filter(link -> link.target() == place)
        .mapToDouble(link -> example.source().size() - link.source() + place)
        .min();
  }

  private static List<Measurement> accuracy(
      By by, EvaluationResult quality, List<Example> test, Slice slice) {
    NavigableMap<Double, Share> shares = new TreeMap<>();
    for (int i = 0; i < test.size(); i++) {
      List<String> target = test.get(i).target();
      List<String> answer = quality.answers().get(i).tokens();
      for (int t = 0; t < target.size(); t++) {
        boolean right = t < answer.size() && answer.get(t).equals(target.get(t));
        slice
            .of(test.get(i), t)
            .ifPresent(x -> shares.merge(x, new Share(right ? 1 : 0, 1), Share::plus));
      }
    }
    List<Measurement> measurements = new ArrayList<>();
    String measure = MetricName.TOKEN_ACCURACY.key();
    shares.forEach(
        (x, share) ->
            measurements.add(
                new Measurement(measure, by.dimension(), x, share.value(), share.all())));
    return measurements;
  }

  /** So many right of all. */
  private record Share(long right, long all) {
    Share plus(Share other) {
      return new Share(right + other.right, all + other.all);
    }

    double value() {
      return (double) right / all;
    }
  }
}
