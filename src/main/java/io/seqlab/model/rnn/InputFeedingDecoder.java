package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.attention.AttentionMemory;
import io.seqlab.model.core.EncoderOutput;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.SizedBlock;
import java.util.List;

/**
 * Luong's wiring with input feeding (Luong et al. 2015, section 3.3): the attentional vector of a
 * step is read by the next, beside the embedded token; zeros before the first.
 */
final class InputFeedingDecoder extends StepwiseDecoder {
  private final AttentionalVector attention;

  InputFeedingDecoder(RnnDecoderSpec spec, int vocabulary, int stateSize, boolean tied) {
    super(spec, new Sizes(vocabulary, stateSize, spec.hidden(), spec.hidden()), tied);
    attention = child("attention", new AttentionalVector(spec, stateSize));
  }

  @Override
  public List<SizedBlock> sourceAttention() {
    return List.of(attention.score());
  }

  @Override
  public RnnState initialState(ForwardContext context, EncoderOutput encoderOutput) {
    List<CellState> layers = first(context, encoderOutput);
    NDArray zeros = layers.get(0).hidden().zerosLike();
    return new RnnState(
        layers, AttentionMemory.of(context, encoderOutput, attention.score()), zeros);
  }

  @Override
  Advance advance(Stepper stepper, RnnState state, NDArray projected) {
    List<CellState> layers = stepper.step(projected, state.fed(), state.layers());
    NDArray top = layers.get(layers.size() - 1).hidden().expandDims(1); // (B, 1, H)
    AttentionalVector.Attended attended = attention.attend(stepper.context(), state.memory(), top);
    NDArray vector = attended.vectors().squeeze(1); // (B, H)
    return new Advance(
        new NDList(vector), new RnnState(layers, state.memory(), vector), attended.weights());
  }
}
