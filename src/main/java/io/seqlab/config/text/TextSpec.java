package io.seqlab.config.text;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the text of one side becomes tokens: it is normalized, lowercased, then split.
 *
 * @param lowercase whether text is lowercased, by Unicode's rules for no language in particular
 */
public record TextSpec(Normalization normalize, boolean lowercase, TokensSpec tokens) {
  /** Text as it stands, split into these tokens. */
  public static TextSpec of(TokensSpec tokens) {
    return new TextSpec(Normalization.NONE, false, tokens);
  }

  /** As a phrase: {@code nfkc, lowercased, bpe with 10,000 merges}. */
  public String describe() {
    return Stream.of(
            normalize == Normalization.NONE ? "" : normalize.name().toLowerCase(Locale.ROOT),
            lowercase ? "lowercased" : "",
            tokens.describe())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /**
   * What is done to the text of this side beside splitting it, as in signatures of metrics: {@code
   * nfkc+lc}; {@code model} is a subword model from a file, which may normalize. Empty if nothing.
   */
  public String changes() {
    boolean model =
        tokens instanceof TokensSpec.SentencePiece || tokens instanceof TokensSpec.HuggingFace;
    return Stream.of(
            normalize == Normalization.NONE ? "" : normalize.name().toLowerCase(Locale.ROOT),
            lowercase ? "lc" : "",
            model ? "model" : "")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("+"));
  }

  /** With the keys that a side sets. */
  public TextSpec with(Optional<SideSpec> side) {
    return new TextSpec(
        side.flatMap(SideSpec::normalize).orElse(normalize),
        side.flatMap(SideSpec::lowercase).orElse(lowercase),
        side.flatMap(SideSpec::tokens).orElse(tokens));
  }
}
