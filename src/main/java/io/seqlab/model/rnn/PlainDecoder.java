package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.Encoding;
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
  public NDArray logits(ForwardContext pass, Encoding encoding, NDArray target) {
    return output(pass, run(pass, embed(pass, target), first(pass, encoding)));
  }

  @Override
  public DecoderState start(ForwardContext pass, Encoding encoding) {
    return new RnnState(first(pass, encoding), null, null);
  }

  @Override
  public DecoderStep step(ForwardContext pass, DecoderState state, NDArray tokens) {
    Stepper stepper = stepper(pass, tokens);
    List<CellState> layers =
        stepper.step(stepper.project(embed(pass, tokens)), null, ((RnnState) state).layers());
    RnnState next = new RnnState(layers, null, null);
    return new DecoderStep(output(pass, next.top()), next, null);
  }
}
