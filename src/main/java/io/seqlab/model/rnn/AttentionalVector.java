package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.attention.AttentionMemory;
import io.seqlab.model.attention.ScoreFunction;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.SizedBlock;

/**
 * The attentional vector h̃_t = tanh(W_c·[c_t; h_t]) (Luong et al. 2015, eq. 5), where c_t is the
 * context vector of the current hidden state h_t, computed by {@link AttentionMemory#attend}.
 */
final class AttentionalVector extends SizedBlock {
  private final ScoreFunction score;
  private final Linear combine; // W_c

  AttentionalVector(RnnDecoderSpec spec, int stateSize) {
    score = child("score", ScoreFunction.of(spec.attention(), spec.hidden(), stateSize));
    combine = linear("combine", (long) stateSize + spec.hidden(), spec.hidden(), false);
  }

  ScoreFunction score() {
    return score;
  }

  /** Attentional vectors h̃_t, (B, T, H), and attention weights, (B, T, S). */
  record Output(NDArray vectors, NDArray weights) {}

  /** Attends with hidden states h_t, (B, T, H). */
  Output attend(ForwardPass pass, AttentionMemory memory, NDArray h) {
    AttentionMemory.Output attended = memory.attend(pass, score, h);
    NDArray c = attended.contextVectors(); // c_t: (B, T, D)
    return new Output(apply(combine, c.concat(h, 2), pass).tanh(), attended.weights());
  }
}
