package io.seqlab.study.plan;

import io.seqlab.config.MatchSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.Require;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the width at which a model has a given number of parameters, within {@link
 * MatchSpec#TOLERANCE}. First varies the width alone; where one step of width changes the count by
 * too much, also scales the secondary dimension of {@link ModelScaler#scaled}, as little as
 * possible.
 *
 * @param target number of parameters to match
 * @param parameters counts the parameters of a model; must increase with its width
 */
record WidthSolver(long target, ToLongFunction<ModelSpec> parameters) {
  /** Widths tried on either side of the best one, and those tried if no model of them fits. */
  private static final int NEIGHBOURS = 4;

  private static final int DISTANT_NEIGHBOURS = 32;

  private static final double MIN_SECONDARY = 0.25;
  private static final double MAX_SECONDARY = 4;
  private static final int BISECTIONS = 14;

  /** A scaled model and its secondary factor. */
  private record Candidate(MatchedWidth width, double secondary) {
    boolean fits() {
      return deviation() <= MatchSpec.TOLERANCE;
    }

    double deviation() {
      return Math.abs(width.deviation());
    }

    double change() {
      return Math.abs(Math.log(secondary));
    }
  }

  /**
   * The model at the matching width.
   *
   * @param name of the model, for the error message
   * @throws ConfigException if no width is within the tolerance
   */
  MatchedWidth solve(String name, ModelSpec model) {
    ModelScaler scaler = new ModelScaler(model);
    int below = widest(scaler);
    Optional<Candidate> best =
        nearest(widths(below, NEIGHBOURS).map(width -> candidate(scaler, width, 1)).toList())
            .filter(Candidate::fits);
    if (best.isPresent()) {
      return best.get().width();
    }
    List<Candidate> bySecondary = bySecondary(scaler, below, NEIGHBOURS);
    if (bySecondary.stream().noneMatch(Candidate::fits)) {
      bySecondary = bySecondary(scaler, below, DISTANT_NEIGHBOURS);
    }
    MatchedWidth nearest = nearest(bySecondary).orElseThrow().width();
    return bySecondary.stream()
        .filter(Candidate::fits)
        .min(Comparator.comparingDouble(Candidate::change))
        .orElseThrow(() -> unmatched(name, nearest))
        .width();
  }

  private static Stream<Integer> widths(int below, int neighbours) {
    return IntStream.rangeClosed(Math.max(1, below - neighbours), below + 1 + neighbours).boxed();
  }

  private List<Candidate> bySecondary(ModelScaler scaler, int below, int neighbours) {
    return widths(below, neighbours).flatMap(width -> bracket(scaler, width).stream()).toList();
  }

  private Candidate candidate(ModelScaler scaler, int width, double secondary) {
    ModelSpec model = scaler.scaled(width, secondary);
    return new Candidate(new MatchedWidth(model, parameters.applyAsLong(model), target), secondary);
  }

  /** The largest width with at most {@code target} parameters; 0 if even width 1 has more. */
  private int widest(ModelScaler scaler) {
    int high = 1;
    while (high < Require.MAX_WIDTH && candidate(scaler, high, 1).width().parameters() <= target) {
      high *= 2;
    }
    int low = high / 2;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (candidate(scaler, middle, 1).width().parameters() <= target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Bisects the secondary factor: the closest models of a width below and above the target. */
  private List<Candidate> bracket(ModelScaler scaler, int width) {
    Candidate low = candidate(scaler, width, MIN_SECONDARY);
    Candidate high = candidate(scaler, width, MAX_SECONDARY);
    for (int i = 0; i < BISECTIONS; i++) {
      Candidate middle = candidate(scaler, width, Math.sqrt(low.secondary() * high.secondary()));
      if (middle.width().parameters() <= target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return List.of(low, high);
  }

  private static Optional<Candidate> nearest(List<Candidate> candidates) {
    return candidates.stream().min(Comparator.comparingDouble(Candidate::deviation));
  }

  private static ConfigException unmatched(String name, MatchedWidth nearest) {
    return new ConfigException(
        "match: no width of model %s is within %.0f %% of %,d parameters; the nearest is %s. Change match.parameters, or the embedding, heads, layers, attention.size or vocabulary of the model"
            .formatted(name, 100 * MatchSpec.TOLERANCE, nearest.target(), nearest));
  }
}
