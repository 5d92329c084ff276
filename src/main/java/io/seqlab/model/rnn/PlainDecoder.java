package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.SizedBlock;
import java.util.List;

/**
 * The encoder-decoder without attention (Sutskever et al. 2014, section 2, eq. 1):
 *
 * <pre>
 *   p(y_t | v, y_1, …, y_{t−1}) = softmax(W·s_t + b)
 *   s_t = f(s_{t−1}, y_{t−1}),  s_0 from v
 * </pre>
 *
 * <p>v is the summary of the source and reaches the decoder through s_0 alone. In Cho et al. 2014
 * (section 2.2) every step reads it too; that is not implemented.
 */
final class PlainDecoder extends RnnDecoder {
  PlainDecoder(RnnDecoderSpec spec, int vocabulary, int stateSize, boolean tied) {
    super(spec, new Sizes(vocabulary, stateSize, 0, spec.hidden()), tied);
  }

  @Override
  public List<SizedBlock> sourceAttention() {
    return List.of();
  }

  @Override
  public NDArray logits(ForwardPass pass, Encoding encoding, NDArray target) {
    NDArray y = embed(pass, target); // (B, T, E)
    NDArray s = run(pass, y, initialStates(pass, encoding)); // s_t: (B, T, H)
    return output(pass, s); // (B, T, V)
  }

  @Override
  public DecoderState initialState(ForwardPass pass, Encoding encoding) {
    return new RnnState(initialStates(pass, encoding), null, null);
  }

  @Override
  public DecoderStep step(ForwardPass pass, DecoderState state, NDArray tokens) {
    NDArray y = embed(pass, tokens); // (B, E)
    List<CellState> s = step(pass, y, ((RnnState) state).layers()); // f(s_{t−1}, y_{t−1})
    RnnState next = new RnnState(s, null, null);
    return new DecoderStep(output(pass, next.top()), next, null);
  }
}
