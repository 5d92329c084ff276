package io.seqlab.config.model;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Require;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Checks that Transformer encoder and decoder share. */
final class TransformerChecks {
  private TransformerChecks() {}

  static void check(int dModel, int heads, int layers, int ff, double dropout, int maxPositions) {
    Require.width("d_model", dModel);
    Require.positive("heads", heads);
    Require.layers("layers", layers);
    Require.width("ff", ff);
    Require.rate("dropout", dropout);
    Require.length("max_positions", maxPositions);
    require(
        dModel % heads == 0,
        "heads",
        "d_model %d is not divisible by heads %d; the nearest divisor is heads: %d",
        dModel,
        heads,
        nearestDivisor(dModel, heads));
  }

  /** The divisor of a number that is nearest to a wanted one. */
  static int nearestDivisor(int number, int wanted) {
    return IntStream.rangeClosed(1, number)
        .filter(divisor -> number % divisor == 0)
        .boxed()
        .min(Comparator.comparingInt(divisor -> Math.abs(divisor - wanted)))
        .orElseThrow();
  }
}
