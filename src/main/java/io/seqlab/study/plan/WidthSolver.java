package io.seqlab.study.plan;

import io.seqlab.config.MatchSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.ConfigException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Finds the width at which a model has a number of parameters, within {@link MatchSpec#TOLERANCE}.
 * The width alone is tried first, with embeddings as written; where its steps are too coarse, the
 * embedding of recurrent halves or the feed-forward layer of a Transformer's makes up for the rest,
 * changed as little as will do.
 *
 * @param target parameters wanted
 * @param parameters of a model; must grow with its width
 */
record WidthSolver(long target, ToLongFunction<ModelSpec> parameters) {
  /** Widths to either side of the best that are tried with finer steps. */
  private static final int AROUND = 4;

  private static final double LEAST_FINE = 0.25;
  private static final double MOST_FINE = 4;
  private static final int BISECTIONS = 14;

  /** A model, and the factor on its finer steps. */
  private record Candidate(MatchedWidth width, double fine) {
    boolean fits() {
      return off() <= MatchSpec.TOLERANCE;
    }

    double off() {
      return Math.abs(width.deviation());
    }

    double change() {
      return Math.abs(Math.log(fine));
    }
  }

  /**
   * The model in the width that comes nearest.
   *
   * @param name of the model, for the message
   * @throws ConfigException if none comes near enough
   */
  MatchedWidth solve(String name, ModelSpec written) {
    ModelWidths widths = new ModelWidths(written);
    int below = widest(widths);
    List<Candidate> plain = new ArrayList<>();
    List<Candidate> fine = new ArrayList<>();
    for (int width = Math.max(1, below - AROUND); width <= below + 1 + AROUND; width++) {
      plain.add(candidate(widths, width, 1));
    }
    Optional<Candidate> best = nearest(plain).filter(Candidate::fits);
    if (best.isPresent()) {
      return best.get().width();
    }
    for (int width = Math.max(1, below - AROUND); width <= below + 1 + AROUND; width++) {
      fine.addAll(finer(widths, width));
    }
    return fine.stream()
        .filter(Candidate::fits)
        .min(Comparator.comparingDouble(Candidate::change))
        .orElseThrow(() -> tooFar(name, nearest(fine).orElseThrow().width()))
        .width();
  }

  private Candidate candidate(ModelWidths widths, int width, double fine) {
    ModelSpec model = widths.at(width, fine);
    return new Candidate(new MatchedWidth(model, parameters.applyAsLong(model), target), fine);
  }

  /** The greatest width with no more parameters than wanted; 0 if even 1 has more. */
  private int widest(ModelWidths widths) {
    int high = 1;
    while (candidate(widths, high, 1).width().parameters() <= target) {
      high *= 2;
    }
    int low = high / 2;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (candidate(widths, middle, 1).width().parameters() <= target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The two models of a width, one with too many and one with too few, that are nearest. */
  private List<Candidate> finer(ModelWidths widths, int width) {
    Candidate low = candidate(widths, width, LEAST_FINE);
    Candidate high = candidate(widths, width, MOST_FINE);
    for (int i = 0; i < BISECTIONS; i++) {
      Candidate middle = candidate(widths, width, Math.sqrt(low.fine() * high.fine()));
      if (middle.width().parameters() <= target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return List.of(low, high);
  }

  private static Optional<Candidate> nearest(List<Candidate> candidates) {
    return candidates.stream().min(Comparator.comparingDouble(Candidate::off));
  }

  private static ConfigException tooFar(String name, MatchedWidth nearest) {
    return new ConfigException(
        "match: no width of model %s comes within %.0f %% of %,d parameters; the nearest is %s. Match another number, or change its embedding, heads, layers or vocabulary"
            .formatted(name, 100 * MatchSpec.TOLERANCE, nearest.target(), nearest));
  }
}
