package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.attention.AttentionMemory;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.SizedBlock;
import java.util.List;

/**
 * Luong's decoder with global attention, without input feeding (Luong et al. 2015, section 3.1, eq.
 * 5 to 7): it attends with the current hidden state h_t.
 *
 * <pre>
 *   h_t    = f(h_{t−1}, y_{t−1})
 *   a_t(s) = softmax_s(score(h_t, h̄_s)),  c_t = Σ_s a_t(s)·h̄_s
 *   h̃_t    = tanh(W_c·[c_t; h_t])
 *   p(y_t | y_{&lt;t}, x) = softmax(W_s·h̃_t)
 * </pre>
 *
 * <p>The output layer has a bias, which the paper does not.
 *
 * <p>Implementation: the recurrence does not read attention, so under teacher forcing all h_t come
 * from one fused call and all positions attend at once.
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
  public NDArray logits(ForwardPass pass, Encoding encoding, NDArray target) {
    NDArray y = embed(pass, target); // (B, T, E)
    NDArray h = run(pass, y, initialStates(pass, encoding)); // h_t: (B, T, H)
    AttentionMemory memory = attention.memory(pass, encoding);
    return output(pass, attention.vectors(pass, memory, h, y).vectors()); // (B, T, V)
  }

  @Override
  public DecoderState initialState(ForwardPass pass, Encoding encoding) {
    List<CellState> h0 = initialStates(pass, encoding);
    return new RnnState(h0, attention.memory(pass, encoding), null);
  }

  @Override
  public DecoderStep step(ForwardPass pass, DecoderState state, NDArray tokens) {
    RnnState previous = (RnnState) state;
    NDArray y = embed(pass, tokens); // (B, E)
    List<CellState> layers = step(pass, y, previous.layers()); // f(h_{t−1}, y_{t−1})
    RnnState next = new RnnState(layers, previous.memory(), null);
    NDArray h = next.top().expandDims(1); // h_t: (B, 1, H)
    AttentionalVector.Output attended = attention.vectors(pass, next.memory(), h, y.expandDims(1));
    NDArray logits = output(pass, attended.vectors().squeeze(1)); // (B, V)
    return new DecoderStep(logits, next, attended.weights().squeeze(1));
  }
}
