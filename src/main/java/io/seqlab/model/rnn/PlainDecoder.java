package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import io.seqlab.config.RnnDecoderSpec;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.Part;
import io.seqlab.model.core.Pass;
import io.seqlab.model.core.Step;
import java.util.List;

/** No attention: all it knows of the source is its first state (Sutskever et al. 2014). */
final class PlainDecoder extends RnnDecoder {
  PlainDecoder(RnnDecoderSpec spec, int vocabulary, int stateSize, boolean tied) {
    super(spec, new Sizes(vocabulary, stateSize, 0, spec.hidden()), tied);
  }

  @Override
  public List<Part> sourceAttention() {
    return List.of();
  }

  @Override
  public NDArray logits(Pass pass, Encoding encoding, NDArray target) {
    return output(pass, run(pass, embed(pass, target), first(pass, encoding)));
  }

  @Override
  public DecoderState start(Pass pass, Encoding encoding) {
    return new RnnState(first(pass, encoding), null, null);
  }

  @Override
  public Step step(Pass pass, DecoderState state, NDArray tokens) {
    Stepper stepper = stepper(pass, tokens);
    List<CellState> layers =
        stepper.step(stepper.project(embed(pass, tokens)), null, ((RnnState) state).layers());
    RnnState next = new RnnState(layers, null, null);
    return new Step(output(pass, next.top()), next, null);
  }
}
