package io.seqlab.probe.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.batch.Batcher;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.core.RandomStream;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.RowLookup;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.core.TeacherForcing;
import io.seqlab.probe.gradient.InputGradients.Output;
import io.seqlab.train.TokenLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Squared norms of gradients with respect to the embedding x of each source token: for each pair
 * (in batch order, not in the order given) one number for each source position.
 *
 * <p>For a vector v the number is ‖∂(u·v)/∂x‖² with a random sign vector u, whose expectation is
 * the squared Frobenius norm of the Jacobian, ‖∂v/∂x‖² (Hutchinson 1990): one backward pass instead
 * of one for each component of v.
 */
final class GradientNorms {
  private final ProbeContext context;
  private final InputGradients gradients;
  private final SplittableRandom random;

  GradientNorms(ProbeContext context) {
    this.context = context;
    gradients = new InputGradients(context.model(), context.manager());
    random = new SplittableRandom(RandomStream.seed(context.seed(), "sensitivity", 0));
  }

  /** Of the source summary, top layer. */
  List<double[]> ofSummary(List<EncodedPair> pairs) {
    return squaredNorms(
        pairs, batch -> (forward, encoded, source) -> signedSum(encoded.summary().top()));
  }

  /** Of the state of an encoder layer, from 0, at the last position of the source. */
  List<double[]> ofLastState(int layer, List<EncodedPair> pairs) {
    return squaredNorms(
        pairs,
        batch ->
            (forward, encoded, source) ->
                signedSum(
                    RowLookup.selectPositions(
                        encoded.layers().get(layer), source.lastPositions())));
  }

  /** Of −log p(target), under teacher forcing, in nats. */
  List<double[]> ofLoss(List<EncodedPair> pairs) {
    return squaredNorms(
        pairs,
        batch ->
            (forward, encoded, source) -> {
              NDManager scratch = encoded.states().getManager();
              NDArray input = TeacherForcing.decoderInput(scratch, batch.targets()).ids();
              NDArray logits = context.model().decoder().logits(forward, encoded, input);
              return new TokenLoss(0).of(logits, TokenBatch.of(scratch, batch.targets()), 1);
            });
  }

  /** The number of encoder layers. */
  int layers() {
    try (NDManager scratch = context.manager().newSubManager()) {
      TokenBatch end = TokenBatch.of(scratch, new int[][] {{Vocabulary.EOS}});
      ForwardPass forward = ForwardPass.inference(scratch);
      return context.model().encoder().encode(forward, end).layers().size();
    }
  }

  private List<double[]> squaredNorms(List<EncodedPair> pairs, Function<Batch, Output> output) {
    List<double[]> squares = new ArrayList<>();
    for (Batch batch : Batcher.forEvaluation(pairs, context.decoding().batch())) {
      context.cancellation().check();
      squares.addAll(List.of(gradients.squaredNorms(batch.sources(), output.apply(batch))));
    }
    return squares;
  }

  /** Σ u·v over vectors v (B, D). */
  private NDArray signedSum(NDArray vectors) {
    Shape shape = vectors.getShape();
    float[] signs = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = random.nextBoolean() ? 1 : -1;
    }
    // The array of signs stays open until the backward pass is done: its manager is closed later.
    return vectors.mul(vectors.getManager().create(signs, shape)).sum();
  }
}
