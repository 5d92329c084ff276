package io.seqlab.probe.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.batch.Batcher;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.core.RandomStream;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.RowLookup;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.gradient.InputGradients.Readout;
import io.seqlab.train.TokenLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * How what a model says changes with the embedding x of each source token: for each pair, in no
 * particular order, squared norms by position. Of a vector v it is ‖∂(u·v)/∂x‖² with u of random
 * signs, whose mean is the squared Frobenius norm of the Jacobian ∂v/∂x (Hutchinson 1990).
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

  /** Of the summary. */
  List<double[]> summary(List<EncodedPair> pairs) {
    return squares(pairs, batch -> (pass, encoding, source) -> along(encoding.summary().top()));
  }

  /** Of the state of a layer, counted from 0, at the last position of each source. */
  List<double[]> state(int layer, List<EncodedPair> pairs) {
    return squares(
        pairs,
        batch ->
            (pass, encoding, source) ->
                along(
                    RowLookup.selectPositions(
                        encoding.layers().get(layer), source.lastPositions())));
  }

  /** Of −log p(target), teacher-forced, in nats. */
  List<double[]> loss(List<EncodedPair> pairs) {
    return squares(
        pairs,
        batch ->
            (pass, encoding, source) -> {
              TokenBatch answers = TokenBatch.of(encoding.states().getManager(), batch.targets());
              NDArray given = answers.shiftRight(Vocabulary.BOS).ids();
              NDArray logits = context.model().decoder().logits(pass, encoding, given);
              return new TokenLoss(0).of(logits, answers, 1);
            });
  }

  /** How many layers the encoder has. */
  int layers() {
    try (NDManager scratch = context.manager().newSubManager()) {
      ForwardContext pass = ForwardContext.inference(scratch);
      TokenBatch end = TokenBatch.of(scratch, new int[][] {{Vocabulary.EOS}});
      return context.model().encoder().encode(pass, end).layers().size();
    }
  }

  private List<double[]> squares(List<EncodedPair> pairs, Function<Batch, Readout> readout) {
    List<double[]> squares = new ArrayList<>();
    for (Batch batch : Batcher.forEvaluation(pairs, context.decoding().batch())) {
      squares.addAll(List.of(gradients.squares(batch.sources(), readout.apply(batch))));
    }
    return squares;
  }

  /** Σ u·v over vectors v (B, D). */
  private NDArray along(NDArray vectors) {
    Shape shape = vectors.getShape();
    float[] signs = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = random.nextBoolean() ? 1 : -1;
    }
    // It stays open until the vectors' manager is closed, so until after the backward pass.
    return vectors.mul(vectors.getManager().create(signs, shape)).sum();
  }
}
