package io.seqlab.config;

/** Synthetic translation by a fixed lexicon, whose word alignment is known. */
@Named("lexicon")
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
    Sizes.words("words", words);
    Sizes.share("fertile", fertile);
    Sizes.share("swapping", swapping);
  }

  @Override
  public boolean sharesVocabulary() {
    return false;
  }
}
