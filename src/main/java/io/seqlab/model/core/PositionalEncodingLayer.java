package io.seqlab.model.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.NormalInitializer;
import io.seqlab.config.model.PositionalEncoding;
import java.util.Optional;

/**
 * Adds to each vector what tells its position. Sinusoidal: PE(p, 2i) = sin(p / 10000^(2i/d)), PE(p,
 * 2i+1) = cos of the same (Vaswani et al. 2017, section 3.5); learned: a vector for each position;
 * none: nothing.
 */
public final class PositionalEncodingLayer extends SizedBlock {
  private final PositionalEncoding kind;
  private final int width;
  private final int longest;
  private final Optional<Parameter> weight;

  public PositionalEncodingLayer(PositionalEncoding kind, int width, int longest) {
    this.kind = kind;
    this.width = width;
    this.longest = longest;
    weight =
        kind == PositionalEncoding.LEARNED
            ? Optional.of(
                parameter("weight", new Shape(longest, width), new NormalInitializer(0.02f)))
            : Optional.empty();
  }

  /**
   * Vectors (B, T, d) that stand at positions from, from + 1, …
   *
   * @throws IllegalArgumentException if a position is beyond what was learned
   */
  public NDArray add(ForwardContext context, NDArray x, int from) {
    int length = Math.toIntExact(x.getShape().get(1));
    return switch (kind) {
      case NONE -> x;
      case SINUSOIDAL -> x.add(sinusoids(x.getManager(), from, length, width));
      case LEARNED -> {
        if (from + length > longest) {
          throw new IllegalArgumentException(
              String.format(
                  "a sequence of %d tokens is longer than the %d learned positions; raise max_positions or use positions: sinusoidal",
                  from + length, longest));
        }
        NDArray positions =
            x.getManager().arange(from, from + length).toType(DataType.INT64, false);
        NDArray table = context.value(weight.orElseThrow(), x);
        yield x.add(
            positions.getNDArrayInternal().embedding(positions, table, SparseFormat.DENSE).head());
      }
    };
  }

  /** The table (length, d) of positions from, from + 1, … */
  public static NDArray sinusoids(NDManager manager, int from, int length, int width) {
    float[] table = new float[length * width];
    for (int p = 0; p < length; p++) {
      for (int i = 0; i < width; i++) {
        double angle = (from + p) / Math.pow(10_000, (i - i % 2) / (double) width);
        table[p * width + i] = (float) (i % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
      }
    }
    return manager.create(table, new Shape(length, width));
  }
}
