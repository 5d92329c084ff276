package io.seqlab.config;

import static io.seqlab.config.InvalidSpecException.require;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The checks that both halves of a Transformer share. */
final class TransformerChecks {
  private TransformerChecks() {}

  static void check(int dModel, int heads, int layers, int ff, double dropout, int maxPositions) {
    Sizes.positive("d_model", dModel);
    Sizes.positive("heads", heads);
    Sizes.positive("layers", layers);
    Sizes.positive("ff", ff);
    Sizes.rate("dropout", dropout);
    Sizes.positive("max_positions", maxPositions);
    require(
        dModel % heads == 0,
        "heads",
        "d_model %d is not divisible by heads %d; heads: %d is the nearest that divides it",
        dModel,
        heads,
        nearestDivisor(dModel, heads));
  }

  private static int nearestDivisor(int number, int wanted) {
    return IntStream.rangeClosed(1, number)
        .filter(divisor -> number % divisor == 0)
        .boxed()
        .min(Comparator.comparingInt(divisor -> Math.abs(divisor - wanted)))
        .orElseThrow();
  }
}
