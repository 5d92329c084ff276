package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;

/** Synthetic translation by a fixed lexicon, whose word alignment is known. */
@TypeName("lexicon")
@Doc("Translation by a fixed lexicon, some words into two, some changing places with the next")
public record LexiconTaskSpec(
    @Doc("How many words the source language has") @Default("100") int words,
    @Doc("Share of words that become two words") @Default("0.2") double fertile,
    @Doc("Share of words that change places with the word after them") @Default("0.2")
        double swapping,
    @Doc("Which words do so: another number is another language") @Default("1") long language,
    @Doc("Shortest and longest source of each split") @Default("{}") SplitLengths lengths,
    @Doc("How many examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {
  public LexiconTaskSpec {
    Require.words("words", words);
    Require.share("fertile", fertile);
    Require.share("swapping", swapping);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.lexicon().apply(this);
  }
}
