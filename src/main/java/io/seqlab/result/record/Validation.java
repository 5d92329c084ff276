package io.seqlab.result.record;

import io.seqlab.config.handin.ElapsedUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One validation during training: a row of {@code validations.tsv}.
 *
 * @param epoch completed epochs
 * @param seconds training time so far, without validation and checkpoints
 * @param tokens target tokens without padding so far
 * @param trainLoss mean loss per token since the previous validation
 * @param scores value of each metric on the validation examples, by metric key
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

  /** The elapsed training in other units than steps. */
  public List<Measure> elapsed(RunKey run, Set<ElapsedUnit> units) {
    return units.stream()
        .sorted()
        .map(
            unit ->
                new Measure(
                    run,
                    unit.measure(),
                    Measure.STEP,
                    step,
                    switch (unit) {
                      case EPOCHS -> epoch;
                      case SECONDS -> seconds;
                    },
                    1))
        .toList();
  }

  /** The points of the learning curves. */
  public List<Measure> measures(RunKey run) {
    List<Measure> points = new ArrayList<>();
    points.add(new Measure(run, Measure.TRAIN_LOSS, Measure.STEP, step, trainLoss, 1));
    scores.forEach(
        (metric, value) ->
            points.add(new Measure(run, Measure.VALID + metric, Measure.STEP, step, value, 1)));
    return points;
  }
}
