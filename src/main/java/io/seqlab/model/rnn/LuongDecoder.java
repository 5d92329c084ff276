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
    super(spec, new Sizes(vocabulary, stateSize, 0), tied);
    attention = child("attention", new AttentionalVector(spec, stateSize));
  }

  @Override
  public List<SizedBlock> sourceAttention() {
    return List.of(attention.score());
  }

  @Override
  public NDArray logits(ForwardPass pass, Encoding encoding, NDArray target) {
    StepConstants all = constants(pass, encoding).forAllSteps();
    NDArray y = embed(pass, target, all); // (B, T, E)
    NDArray v = repeat(all.summary(), target.getShape().get(1)); // (B, T, D)
    NDArray h = run(pass, input(y, v), initialStates(pass, encoding), all); // h_t: (B, T, H)
    AttentionMemory memory = attention.memory(pass, encoding);
    NDArray vectors = attention.vectors(pass, memory, h, y).vectors(); // h̃_t: (B, T, H)
    return output(pass, outputInput(vectors, null, y), all); // (B, T, V)
  }

  @Override
  public DecoderState initialState(ForwardPass pass, Encoding encoding) {
    StepConstants constants = constantsOfSteps(pass, encoding);
    List<CellState> h0 = initialStates(pass, encoding);
    return new RnnState(h0, attention.memory(pass, encoding), null, constants);
  }

  @Override
  public DecoderStep step(ForwardPass pass, DecoderState state, NDArray tokens) {
    RnnState previous = (RnnState) state;
    StepConstants constants = previous.constants();
    NDArray y = embed(pass, tokens, constants); // (B, E)
    NDArray input = input(y, constants.summary()); // (B, P)
    RnnState next = previous.next(stepLayers(pass, input, previous), null); // f(h_{t−1}, y_{t−1})
    NDArray h = next.top().expandDims(1); // h_t: (B, 1, H)
    NDArray word = attention.readsWord() ? y.expandDims(1) : null; // (B, 1, E)
    AttentionalVector.Output attended = attention.vectors(pass, next.memory(), h, word);
    NDArray vector = attended.vectors().squeeze(1); // h̃_t: (B, H)
    NDArray logits = output(pass, outputInput(vector, null, y), constants); // (B, V)
    return new DecoderStep(logits, next, attended.weights().squeeze(1));
  }
}
