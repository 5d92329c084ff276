package io.seqlab.config.model;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Shorthand;
import java.util.Optional;

/**
 * How a recurrent decoder attends to the encoder's states. Wiring and score are independent; in
 * YAML a bare {@code none}, {@code bahdanau} or {@code luong} stands for that wiring with the score
 * of its paper.
 */
@Shorthand("wiring")
public record AttentionSpec(
    @Doc("Where attention stands in the step") Wiring wiring,
    @Doc("How a state is scored; null takes additive for bahdanau and general for luong")
        @Default("null")
        Score score,
    @Doc("Whether luong feeds its attentional vector into the next step") @Default("false")
        boolean inputFeeding,
    @Doc("Width of the hidden layer of the additive score; null takes the decoder's hidden")
        @Default("null")
        Optional<Integer> size) {

  /** Where attention stands in the step. */
  public enum Wiring {
    @Doc("The decoder sees only the summary")
    NONE,
    @Doc("Attend with the previous state, feed the context into the cell (Bahdanau et al. 2015)")
    BAHDANAU,
    @Doc("Attend with the current state, a tanh layer above (Luong et al. 2015)")
    LUONG
  }

  /** How the query is scored against each state. */
  public enum Score {
    @Doc("v·tanh(W q + U k)")
    ADDITIVE,
    @Doc("q·k")
    DOT,
    @Doc("q·k / √d")
    SCALED_DOT,
    @Doc("q·W k")
    GENERAL
  }

  public AttentionSpec {
    if (score == null) {
      score = wiring == Wiring.LUONG ? Score.GENERAL : Score.ADDITIVE;
    }
    require(
        !inputFeeding || wiring == Wiring.LUONG,
        "input_feeding",
        "input_feeding belongs to wiring: luong");
    require(size.orElse(1) >= 1, "size", "size must be at least 1, not %d", size.orElse(1));
  }
}
