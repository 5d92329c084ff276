package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.EncoderOutput;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.SizedBlock;
import java.util.List;

/** No attention: all it knows of the source is its first state (Sutskever et al. 2014). */
final class PlainDecoder extends RnnDecoder {
  PlainDecoder(RnnDecoderSpec spec, int vocabulary, int stateSize, boolean tied) {
    super(spec, new Sizes(vocabulary, stateSize, 0, spec.hidden()), tied);
  }

  @Override
  public List<SizedBlock> sourceAttention() {
    return List.of();
  }

  @Override
  public NDArray logits(ForwardContext context, EncoderOutput encoderOutput, NDArray target) {
    return output(context, run(context, embed(context, target), first(context, encoderOutput)));
  }

  @Override
  public DecoderState initialState(ForwardContext context, EncoderOutput encoderOutput) {
    return new RnnState(first(context, encoderOutput), null, null);
  }

  @Override
  public DecoderStep step(ForwardContext context, DecoderState state, NDArray tokens) {
    Stepper stepper = stepper(context, tokens);
    List<CellState> layers =
        stepper.step(stepper.project(embed(context, tokens)), null, ((RnnState) state).layers());
    RnnState next = new RnnState(layers, null, null);
    return new DecoderStep(output(context, next.top()), next, null);
  }
}
