package io.seqlab.result.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A look at the validation examples during training: one row of {@code validations.tsv}.
 *
 * @param seconds of training so far, validation and saving left out
 * @param tokens real target tokens trained on so far
 * @param trainLoss mean loss a token over the steps since the validation before
 * @param scores value of each metric on the validation examples, by the metric's key
 */
public record Validation(
    long step,
    long epoch,
    double seconds,
    long tokens,
    double learningRate,
    double trainLoss,
    Map<String, Double> scores) {
  public Validation {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }

  /** The points it gives to the learning curves of a run. */
  public List<Measure> measures(RunKey run) {
    List<Measure> points = new ArrayList<>();
    points.add(new Measure(run, Measure.TRAIN_LOSS, Measure.STEP, step, trainLoss, 1));
    scores.forEach(
        (metric, value) ->
            points.add(new Measure(run, Measure.VALID + metric, Measure.STEP, step, value, 1)));
    return points;
  }
}
