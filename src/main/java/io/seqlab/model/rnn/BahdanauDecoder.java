package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.attention.AttentionMemory;
import io.seqlab.model.attention.ScoreFunction;
import io.seqlab.model.attention.SourceAttention;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import java.util.List;

/**
 * Bahdanau's decoder (Bahdanau et al. 2015, section 3.1, eq. 4 to 6): it attends with the previous
 * hidden state s_{i−1}, and the context vector c_i is an input of the cell.
 *
 * <pre>
 *   e_ij = a(s_{i−1}, h_j)
 *   α_ij = exp(e_ij) / Σ_k exp(e_ik)
 *   c_i  = Σ_j α_ij·h_j
 *   s_i  = f(s_{i−1}, y_{i−1}, c_i)
 *   p(y_i | y_1, …, y_{i−1}, x) = softmax(W·[s_i; c_i] + b)
 * </pre>
 *
 * <p>a is the {@link ScoreFunction}, additive in the paper; f is the {@link RecurrentCell}, a GRU
 * in the paper. With several layers, the top layer's s_{i−1} attends and the bottom layer reads
 * c_i. The paper's output layer reads s_{i−1}, y_{i−1} and c_i through a maxout hidden layer
 * (appendix A.2.2). At the first step, s_0 is the query (see {@link InitialStates}) and y_0 is the
 * beginning of sequence.
 */
final class BahdanauDecoder extends StepwiseDecoder {
  private final SourceAttention attention;

  BahdanauDecoder(RnnDecoderSpec spec, int vocabulary, int stateSize, boolean tied) {
    super(spec, new Sizes(vocabulary, stateSize, stateSize, spec.hidden() + stateSize), tied);
    attention = child("attention", new SourceAttention(spec, stateSize));
  }

  @Override
  SourceAttention attention() {
    return attention;
  }

  @Override
  public RnnState initialState(ForwardPass pass, Encoding encoding) {
    List<CellState> s0 = initialStates(pass, encoding);
    return new RnnState(s0, attention.memory(pass, encoding), null);
  }

  @Override
  StepResult step(StackedCells f, RnnState previous, Input y) {
    AttentionMemory h = previous.memory(); // h_j: (B, S, D)
    NDArray s = previous.top().expandDims(1); // s_{i−1}: (B, 1, H)
    AttentionMemory.Output attended = // e_ij, α_ij, c_i
        attention.attend(f.pass(), h, s, y.word());
    NDArray c = attended.contextVectors().squeeze(1); // c_i: (B, D)
    List<CellState> layers =
        f.step(y.projected(), c, previous.layers()); // s_i = f(s_{i−1}, y_{i−1}, c_i)
    RnnState next = new RnnState(layers, h, null);
    return new StepResult(new NDList(next.top(), c), next, attended.weights()); // [s_i; c_i]
  }
}
