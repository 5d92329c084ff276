package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.attention.AttentionMemory;
import io.seqlab.model.attention.SourceAttention;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.Tanh;

/**
 * The attentional vector h̃_t = tanh(W_c·[c_t; h_t]) (Luong et al. 2015, eq. 5), where c_t is the
 * context vector of the current hidden state h_t, computed by {@link SourceAttention#attend}.
 */
final class AttentionalVector extends SourceAttention {
  private final Linear combine; // W_c

  AttentionalVector(RnnDecoderSpec spec, int stateSize) {
    super(spec, stateSize);
    combine = linear("combine", (long) stateSize + spec.hidden(), spec.hidden(), false);
  }

  /** Attentional vectors h̃_t, (B, T, H), and attention weights, (B, T, S). */
  record Output(NDArray vectors, NDArray weights) {}

  /**
   * Attends with hidden states h_t, (B, T, H).
   *
   * @param y the embedded previous words, (B, T, E)
   */
  Output vectors(ForwardPass pass, AttentionMemory memory, NDArray h, NDArray y) {
    AttentionMemory.Output attended = attend(pass, memory, h, y);
    NDArray c = attended.contextVectors(); // c_t: (B, T, D)
    return new Output(Tanh.of(apply(combine, c.concat(h, 2), pass)), attended.weights());
  }
}
