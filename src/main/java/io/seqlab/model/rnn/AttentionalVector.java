package io.seqlab.model.rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import io.seqlab.config.RnnDecoderSpec;
import io.seqlab.model.attention.Memory;
import io.seqlab.model.attention.Score;
import io.seqlab.model.core.Part;
import io.seqlab.model.core.Pass;

/**
 * Luong's attention: context c of the current state h, then the attentional vector tanh(W·[c; h])
 * (Luong et al. 2015, eq. 5).
 */
final class AttentionalVector extends Part {
  private final Score score;
  private final Linear combine;

  AttentionalVector(RnnDecoderSpec spec, int stateSize) {
    score = child("score", Score.of(spec.attention(), spec.hidden(), stateSize));
    combine = linear("combine", (long) stateSize + spec.hidden(), spec.hidden(), false);
  }

  Score score() {
    return score;
  }

  /** Attentional vectors (B, T, H), and the weights (B, T, S) behind them. */
  record Attended(NDArray vectors, NDArray weights) {}

  /** Attends with states (B, T, H). */
  Attended attend(Pass pass, Memory memory, NDArray states) {
    Memory.Attended found = memory.attend(pass, score, states);
    return new Attended(
        apply(combine, found.context().concat(states, 2), pass).tanh(), found.weights());
  }
}
