package io.seqlab.probe;

import io.seqlab.config.MetricName;
import io.seqlab.config.SlicesProbeSpec;
import io.seqlab.config.SlicesProbeSpec.By;
import io.seqlab.data.Example;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The quality of the free answers to the test examples, apart for parts of them: whole examples by
 * target length, tokens of the reference by place and by frequency. A token is right if the answer
 * has it at the same place; the end of the sequence is not among the tokens.
 */
record SlicesProbe(SlicesProbeSpec spec) implements Probe {
  private static final String TOKEN_ACCURACY = MetricName.TOKEN_ACCURACY.key();

  @Override
  public List<Reading> measure(Subject subject) {
    List<Example> test = subject.corpus().test();
    List<MetricName> metrics = new ArrayList<>(spec.metrics());
    metrics.add(MetricName.TOKEN_ACCURACY);
    Quality quality =
        Quality.of(subject.evaluator(), test, metrics, subject.corpus().targetTokenizer());
    List<Reading> readings = new ArrayList<>();
    for (By by : spec.by()) {
      readings.addAll(
          switch (by) {
            case TARGET_LENGTH -> byTargetLength(quality, test);
            case POSITION -> byPosition(quality.answers());
            case FREQUENCY -> byFrequency(quality.answers(), subject.corpus().train());
          });
    }
    return readings;
  }

  private List<Reading> byTargetLength(Quality quality, List<Example> test) {
    List<Reading> readings = new ArrayList<>();
    quality
        .byTargetLength(test, spec.bin())
        .forEach(
            (bin, part) -> {
              for (MetricName metric : spec.metrics()) {
                readings.add(
                    new Reading(
                        metric.key(),
                        "target_length",
                        Bins.middle(bin, spec.bin()),
                        part.value(metric),
                        part.answers().size()));
              }
            });
    return readings;
  }

  private List<Reading> byPosition(List<Answer> answers) {
    return accuracy(
        answers, "position", (answer, t) -> Bins.middle(Bins.of(t + 1, spec.bin()), spec.bin()));
  }

  /** At floor(log2 count) of the token in the training targets; at −1 what is not among them. */
  private static List<Reading> byFrequency(List<Answer> answers, List<Example> train) {
    Map<String, Integer> counts = new HashMap<>();
    train.forEach(e -> e.target().forEach(token -> counts.merge(token, 1, Integer::sum)));
    return accuracy(
        answers,
        "log2_frequency",
        (answer, t) -> Bins.log2(counts.getOrDefault(answer.reference().get(t), 0)));
  }

  /** Where on a dimension the reference token at a place, from 0, stands. */
  private interface Slice {
    double of(Answer answer, int place);
  }

  private static List<Reading> accuracy(List<Answer> answers, String dimension, Slice slice) {
    NavigableMap<Double, Share> shares = new TreeMap<>();
    for (Answer answer : answers) {
      for (int t = 0; t < answer.reference().size(); t++) {
        boolean right =
            t < answer.tokens().size() && answer.tokens().get(t).equals(answer.reference().get(t));
        shares.merge(slice.of(answer, t), new Share(right ? 1 : 0, 1), Share::plus);
      }
    }
    List<Reading> readings = new ArrayList<>();
    shares.forEach(
        (x, share) ->
            readings.add(new Reading(TOKEN_ACCURACY, dimension, x, share.value(), share.of())));
    return readings;
  }

  /** So many of so many. */
  private record Share(long right, long of) {
    Share plus(Share other) {
      return new Share(right + other.right, of + other.of);
    }

    double value() {
      return (double) right / of;
    }
  }
}
