package io.seqlab.probe.gradient;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.seqlab.model.core.EncoderOutput;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.model.core.TokenEmbedding;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The gradient of a number with respect to the embedding of each source token. While the encoder
 * reads, its embedding is exchanged for a table that has a row for each position of each source
 * instead of one for each word, so that the gradient of a row is that of a position.
 *
 * @param model any model
 * @param manager its weights live on
 */
record InputGradients(Seq2Seq model, NDManager manager) {

  /** A scalar of an encoding: the sum of one number for each source. */
  @FunctionalInterface
  interface Readout {
    NDArray of(ForwardContext pass, EncoderOutput encoding, TokenBatch source);
  }

  /** Squared norms ‖∂readout/∂x‖² for the embedding x of each token of each source. */
  double[][] squares(int[][] sources, Readout readout) {
    try (NDManager scratch = manager.newSubManager();
        GradientCollector collector = manager.getEngine().newGradientCollector()) {
      ForwardContext pass = ForwardContext.inference(scratch);
      TokenEmbedding embedding = model.encoder().embedding();
      NDArray words = scratch.create(words(sources));
      NDArray table = embedding.embed(pass, words).stopGradient(); // (1 + tokens, E)
      table.setRequiresGradient(true);
      ForwardContext byPosition =
          new ForwardContext(new Exchanged(scratch, embedding.table(), table), false);
      TokenBatch positions = TokenBatch.of(scratch, numbered(sources));
      EncoderOutput encoding = model.encoder().encode(byPosition, positions);
      collector.backward(readout.of(pass, encoding, positions));
      return squares(table.getGradient(), sources);
    }
  }

  /** Padding, then every token of every source in order. */
  private static long[] words(int[][] sources) {
    return LongStream.concat(
            LongStream.of(TokenBatch.PAD),
            Arrays.stream(sources).flatMapToInt(Arrays::stream).asLongStream())
        .toArray();
  }

  /** The row of each token in the table. */
  private static int[][] numbered(int[][] sources) {
    int[][] numbered = new int[sources.length][];
    int next = 1;
    for (int b = 0; b < sources.length; b++) {
      numbered[b] = new int[sources[b].length];
      for (int s = 0; s < numbered[b].length; s++) {
        numbered[b][s] = next++;
      }
    }
    return numbered;
  }

  private static double[][] squares(NDArray gradient, int[][] sources) {
    float[] values = gradient.toFloatArray();
    int width = Math.toIntExact(gradient.getShape().get(1));
    double[][] squares = new double[sources.length][];
    int at = width; // behind the row of padding
    for (int b = 0; b < sources.length; b++) {
      squares[b] = new double[sources[b].length];
      for (int s = 0; s < squares[b].length; s++) {
        for (int end = at + width; at < end; at++) {
          squares[b][s] += (double) values[at] * values[at];
        }
      }
    }
    return squares;
  }

  /** Parameters with one exchanged for another array. */
  private static final class Exchanged extends ParameterStore {
    private final Parameter parameter;
    private final NDArray instead;

    Exchanged(NDManager manager, Parameter parameter, NDArray instead) {
      super(manager, false);
      this.parameter = parameter;
      this.instead = instead;
    }

    @Override
    public NDArray getValue(Parameter asked, Device device, boolean training) {
      return asked == parameter ? instead : super.getValue(asked, device, training);
    }
  }
}
