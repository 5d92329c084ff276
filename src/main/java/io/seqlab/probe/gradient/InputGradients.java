package io.seqlab.probe.gradient;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.model.core.TokenEmbedding;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Gradients of a scalar with respect to the input vector x of the first encoder layer at each
 * source position: x = E(token) of an RNN, √d_model·E(token) + PE(position) of a Transformer.
 *
 * <p>Implementation: during the encoder's forward pass its embedding table is replaced by one with
 * a row for each source position instead of one for each vocabulary token, so that the gradient of
 * a row belongs to one position; the gradient with respect to x is that of the row divided by
 * {@link io.seqlab.model.core.Encoder#embeddingScale}.
 *
 * @param manager of the weights
 */
record InputGradients(Seq2Seq model, NDManager manager) {

  /** A scalar function of the encoder output, summed over the batch. */
  @FunctionalInterface
  interface Output {
    NDArray of(ForwardPass forward, Encoding encoded, TokenBatch source);
  }

  /** ‖∂output/∂x‖² at each position of each source, [B][S]. */
  double[][] squaredNorms(int[][] sources, Output output) {
    try (NDManager scratch = manager.newSubManager();
        GradientCollector collector = manager.getEngine().newGradientCollector()) {
      ForwardPass forward = ForwardPass.inference(scratch);
      TokenEmbedding embedding = model.encoder().embedding();
      NDArray ids = scratch.create(flatIds(sources));
      NDArray table = embedding.embed(forward, ids).stopGradient(); // (1 + ΣS, E)
      table.setRequiresGradient(true);
      ForwardPass replaced =
          new ForwardPass(new ReplacedParameterStore(scratch, embedding.table(), table), false);
      TokenBatch rows = TokenBatch.of(scratch, tableRows(sources));
      Encoding encoded = model.encoder().encode(replaced, rows);
      collector.backward(output.of(forward, encoded, rows));
      return squaredNorms(table.getGradient(), sources);
    }
  }

  /** The padding id, then all ids of all sources. */
  private static long[] flatIds(int[][] sources) {
    return LongStream.concat(
            LongStream.of(TokenBatch.PAD),
            Arrays.stream(sources).flatMapToInt(Arrays::stream).asLongStream())
        .toArray();
  }

  /** The row of each source position in the replacement table. */
  private static int[][] tableRows(int[][] sources) {
    int[][] rows = new int[sources.length][];
    int next = 1;
    for (int b = 0; b < sources.length; b++) {
      rows[b] = new int[sources[b].length];
      for (int s = 0; s < rows[b].length; s++) {
        rows[b][s] = next++;
      }
    }
    return rows;
  }

  private double[][] squaredNorms(NDArray gradient, int[][] sources) {
    double scale = model.encoder().embeddingScale();
    float[] values = gradient.toFloatArray();
    int width = Math.toIntExact(gradient.getShape().get(1));
    double[][] squares = new double[sources.length][];
    int i = width; // skips the row of padding
    for (int b = 0; b < sources.length; b++) {
      squares[b] = new double[sources[b].length];
      for (int s = 0; s < squares[b].length; s++) {
        for (int end = i + width; i < end; i++) {
          squares[b][s] += Math.pow(values[i] / scale, 2);
        }
      }
    }
    return squares;
  }

  /** A parameter store that returns another array for one parameter. */
  private static final class ReplacedParameterStore extends ParameterStore {
    private final Parameter replaced;
    private final NDArray replacement;

    ReplacedParameterStore(NDManager manager, Parameter replaced, NDArray replacement) {
      super(manager, false);
      this.replaced = replaced;
      this.replacement = replacement;
    }

    @Override
    public NDArray getValue(Parameter parameter, Device device, boolean training) {
      return parameter == replaced ? replacement : super.getValue(parameter, device, training);
    }
  }
}
