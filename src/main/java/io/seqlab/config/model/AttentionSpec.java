package io.seqlab.config.model;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.Shorthand;
import java.util.Optional;

/**
 * The attention of a recurrent decoder over the encoder's states. Wiring and score are independent.
 * In YAML a plain {@code none}, {@code bahdanau} or {@code luong} is that wiring with the score of
 * its paper.
 */
@Shorthand("wiring")
public record AttentionSpec(
    @Doc("Position of attention in the decoder step") Wiring wiring,
    @Doc("Score function; null is additive for bahdanau and general for luong") @Default("null")
        Score score,
    @Doc("Input feeding of luong: the attentional vector is an input of the next step")
        @Default("false")
        boolean inputFeeding,
    @Doc("Width of the hidden layer of the additive score; null is the hidden width of the decoder")
        @Default("null")
        Optional<Integer> size) {

  /** The position of attention in the decoder step. */
  public enum Wiring {
    @Doc("No attention: the decoder receives only the encoder summary")
    NONE,
    @Doc(
        "The previous state is the query; the context is an input of the cell (Bahdanau et al. 2015)")
    BAHDANAU,
    @Doc(
        "The current state is the query; a tanh layer combines state and context (Luong et al. 2015)")
    LUONG
  }

  /** The score function of a query q and an encoder state k. */
  public enum Score {
    @Doc("v·tanh(W q + U k)")
    ADDITIVE(false),
    @Doc("q·k")
    DOT(true),
    @Doc("q·k / √d")
    SCALED_DOT(true),
    @Doc("q·W k")
    GENERAL(false);

    private final boolean needsEqualWidths;

    Score(boolean needsEqualWidths) {
      this.needsEqualWidths = needsEqualWidths;
    }

    /** Whether encoder states must be as wide as decoder states. */
    public boolean needsEqualWidths() {
      return needsEqualWidths;
    }
  }

  public AttentionSpec {
    if (score == null) {
      score = wiring == Wiring.LUONG ? Score.GENERAL : Score.ADDITIVE;
    }
    require(
        !inputFeeding || wiring == Wiring.LUONG,
        "input_feeding",
        "input_feeding requires wiring: luong");
    Require.width("size", size.orElse(1));
  }

  /** The hidden size of the score, for queries of width Q. */
  public int hiddenSize(int querySize) {
    return size.orElse(querySize);
  }
}
