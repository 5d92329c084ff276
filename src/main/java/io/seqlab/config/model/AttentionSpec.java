package io.seqlab.config.model;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.Shorthand;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

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
    @Doc(
            "Width of the hidden layer of the additive and concat scores; null is the hidden width of the decoder, or of a head")
        @Default("null")
        Optional<Integer> size,
    @Doc("Rank r of the low_rank score, which requires it") @Default("null") Optional<Integer> rank,
    @Doc(
            "Number of source positions of the slots score, end-of-sequence included; it requires them")
        @Default("null")
        Optional<Integer> slots,
    @Doc("What the slots score does with a source that has more positions than slots")
        @Default("refuse")
        Overflow overflow,
    @Doc(
            "Biases of the additive and concat scores: of the hidden layer, and of the energy if it has an activation")
        @Default("false")
        boolean bias,
    @Doc("Activation of the energy of the additive and concat scores") @Default("linear")
        Energy energy,
    @Doc(
            "Number of heads, each of width hidden/heads; with more than one, queries, keys, values and their output are projected")
        @Default("1")
        int heads) {

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
    GENERAL(false),
    @Doc("(U q)·(V k), general with a matrix of the given rank")
    LOW_RANK(false),
    @Doc("v·tanh(W [q; k]), additive with one matrix")
    CONCAT(false),
    @Doc("q·k / (‖q‖ ‖k‖)")
    COSINE(true),
    @Doc(
        "W [y; q] + b, one score for each of a fixed number of source positions, where y is the embedded previous word; k is not read")
    SLOTS(false);

    private final boolean needsEqualWidths;

    Score(boolean needsEqualWidths) {
      this.needsEqualWidths = needsEqualWidths;
    }

    /** Whether queries and keys must have the same width. */
    public boolean needsEqualWidths() {
      return needsEqualWidths;
    }

    /** Whether it has a hidden layer and an energy. */
    public boolean hasEnergy() {
      return this == ADDITIVE || this == CONCAT;
    }
  }

  /** What becomes of source positions beyond the slots. */
  public enum Overflow {
    @Doc("A longer source is an error")
    REFUSE,
    @Doc("Positions beyond the slots have no attention")
    CUT
  }

  /** The activation of an energy. */
  public enum Energy {
    @Doc("None")
    LINEAR,
    @Doc("max(0, e)")
    RELU
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
    Require.width("rank", rank.orElse(1));
    Require.length("slots", slots.orElse(1));
    Require.positive("heads", heads);
    requireWith(rank.isPresent(), score == Score.LOW_RANK, "rank", Score.LOW_RANK);
    requireWith(slots.isPresent(), score == Score.SLOTS, "slots", Score.SLOTS);
    require(
        wiring != Wiring.NONE || score == Score.ADDITIVE,
        "score",
        "score requires attention; set wiring: bahdanau or luong, or remove score");
    require(
        size.isEmpty() || score.hasEnergy(),
        "size",
        "size requires score: additive or concat; the others have no hidden layer");
    require(
        score == Score.SLOTS || overflow == Overflow.REFUSE,
        "overflow",
        "overflow requires score: slots; other scores read sources of any length");
    require(
        score.hasEnergy() || (!bias && energy == Energy.LINEAR),
        bias ? "bias" : "energy",
        "%s requires score: additive or concat",
        bias ? "bias" : "energy");
    require(
        heads == 1 || wiring != Wiring.NONE,
        "heads",
        "heads requires attention; set wiring: bahdanau or luong");
    require(
        heads == 1 || score != Score.SLOTS,
        "heads",
        "heads project keys, which score: slots does not read; use heads: 1, or another score");
  }

  /** A key that one score has: both or neither. */
  private static void requireWith(boolean given, boolean selected, String key, Score score) {
    String name = score.name().toLowerCase(Locale.ROOT);
    require(given || !selected, key, "score: %s requires %s", name, key);
    require(!given || selected, key, "%s requires score: %s", key, name);
  }

  /** The hidden size of the score, for queries of width Q. */
  public int hiddenSize(int querySize) {
    return size.orElse(querySize);
  }

  /** Width of a head, for queries of width Q. */
  public int headSize(int querySize) {
    return querySize / heads;
  }

  /** Whether encoder states must be as wide as decoder states. */
  public boolean needsEqualWidths() {
    return wiring != Wiring.NONE && heads == 1 && score.needsEqualWidths();
  }

  /** The longest source, with its end, that it attends to; empty without a limit. */
  public OptionalInt maxSourceLength() {
    return wiring != Wiring.NONE && slots.isPresent() && overflow == Overflow.REFUSE
        ? OptionalInt.of(slots.get())
        : OptionalInt.empty();
  }
}
