package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;

/** Synthetic translation by a fixed lexicon with gold alignments. */
@TypeName("lexicon")
@Doc(
    "Translation by a fixed lexicon; some words become two words, some swap with the next word, such as s60 s84 s9 → t84 t60 t9 u9")
public record LexiconTaskSpec(
    @Doc("Number of words of the source language") @Default("100") int words,
    @Doc("Fraction of words that become two words") @Default("0.2") double fertile,
    @Doc("Fraction of words that swap with the next word") @Default("0.2") double swapping,
    @Doc("Seed of the language: selects the words that become two and those that swap")
        @Default("1")
        long language,
    @Doc("Shortest and longest source of each split, in tokens") @Default("{}")
        SplitLengths lengths,
    @Doc("Number of examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {
  public LexiconTaskSpec {
    Require.symbolCount("words", words);
    Require.fraction("fertile", fertile);
    Require.fraction("swapping", swapping);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.lexicon().apply(this);
  }
}
