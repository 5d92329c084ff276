package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.model.attention.AttentionMemory;
import io.seqlab.model.attention.ScoreFunction;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.SizedBlock;

/**
 * Luong's attention: context c of the current state h, then the attentional vector tanh(W·[c; h])
 * (Luong et al. 2015, eq. 5).
 */
final class AttentionalVector extends SizedBlock {
  private final ScoreFunction score;
  private final Linear combine;

  AttentionalVector(RnnDecoderSpec spec, int stateSize) {
    score = child("score", ScoreFunction.of(spec.attention(), spec.hidden(), stateSize));
    combine = linear("combine", (long) stateSize + spec.hidden(), spec.hidden(), false);
  }

  ScoreFunction score() {
    return score;
  }

  /** Attentional vectors (B, T, H), and the weights (B, T, S) behind them. */
  record Attended(NDArray vectors, NDArray weights) {}

  /** Attends with states (B, T, H). */
  Attended attend(ForwardContext context, AttentionMemory memory, NDArray states) {
    AttentionMemory.Attended found = memory.attend(context, score, states);
    return new Attended(
        apply(combine, found.context().concat(states, 2), context).tanh(), found.weights());
  }
}
