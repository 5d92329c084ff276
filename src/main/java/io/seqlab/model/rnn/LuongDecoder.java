package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.attention.AttentionMemory;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.EncoderOutput;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.SizedBlock;
import java.util.List;

/**
 * Luong's wiring without input feeding: the recurrence never reads what was attended to, so all of
 * it runs in one fused call and all positions attend at once.
 */
final class LuongDecoder extends RnnDecoder {
  private final AttentionalVector attention;

  LuongDecoder(RnnDecoderSpec spec, int vocabulary, int stateSize, boolean tied) {
    super(spec, new Sizes(vocabulary, stateSize, 0, spec.hidden()), tied);
    attention = child("attention", new AttentionalVector(spec, stateSize));
  }

  @Override
  public List<SizedBlock> sourceAttention() {
    return List.of(attention.score());
  }

  @Override
  public NDArray logits(ForwardContext context, EncoderOutput encoderOutput, NDArray target) {
    NDArray states =
        run(context, embed(context, target), first(context, encoderOutput)); // (B, T, H)
    AttentionMemory memory = AttentionMemory.of(context, encoderOutput, attention.score());
    return output(context, attention.attend(context, memory, states).vectors());
  }

  @Override
  public DecoderState initialState(ForwardContext context, EncoderOutput encoderOutput) {
    return new RnnState(
        first(context, encoderOutput),
        AttentionMemory.of(context, encoderOutput, attention.score()),
        null);
  }

  @Override
  public DecoderStep step(ForwardContext context, DecoderState state, NDArray tokens) {
    RnnState before = (RnnState) state;
    Stepper stepper = stepper(context, tokens);
    List<CellState> layers =
        stepper.step(stepper.project(embed(context, tokens)), null, before.layers());
    RnnState next = new RnnState(layers, before.memory(), null);
    AttentionalVector.Attended attended =
        attention.attend(context, next.memory(), next.top().expandDims(1));
    return new DecoderStep(
        output(context, attended.vectors().squeeze(1)), next, attended.weights().squeeze(1));
  }
}
