package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.attention.AttentionMemory;
import io.seqlab.model.attention.ScoreFunction;
import io.seqlab.model.core.EncoderOutput;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.SizedBlock;
import java.util.List;

/**
 * Bahdanau's wiring (Bahdanau et al. 2015): attend with the state before the step, feed the context
 * into the cell, and give state and context to the output layer.
 */
final class BahdanauDecoder extends StepwiseDecoder {
  private final Attention attention;

  BahdanauDecoder(RnnDecoderSpec spec, int vocabulary, int stateSize, boolean tied) {
    super(spec, new Sizes(vocabulary, stateSize, stateSize, spec.hidden() + stateSize), tied);
    attention = child("attention", new Attention(spec, stateSize));
  }

  private static final class Attention extends SizedBlock {
    private final ScoreFunction score;

    Attention(RnnDecoderSpec spec, int stateSize) {
      score = child("score", ScoreFunction.of(spec.attention(), spec.hidden(), stateSize));
    }
  }

  @Override
  public List<SizedBlock> sourceAttention() {
    return List.of(attention.score);
  }

  @Override
  public RnnState initialState(ForwardContext context, EncoderOutput encoderOutput) {
    return new RnnState(
        first(context, encoderOutput),
        AttentionMemory.of(context, encoderOutput, attention.score),
        null);
  }

  @Override
  Advance advance(Stepper stepper, RnnState state, NDArray projected) {
    NDArray query = state.top().expandDims(1); // (B, 1, H)
    AttentionMemory.Attended attended =
        state.memory().attend(stepper.context(), attention.score, query);
    NDArray context = attended.context().squeeze(1); // (B, D)
    List<CellState> layers = stepper.step(projected, context, state.layers());
    RnnState next = new RnnState(layers, state.memory(), null);
    return new Advance(new NDList(next.top(), context), next, attended.weights());
  }
}
