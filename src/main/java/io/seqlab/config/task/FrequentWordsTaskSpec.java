package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;

/** Word-by-word translation with a few frequent words among many rare content words. */
@TypeName("frequent_words")
@Doc(
    "Word-by-word translation of many rare content words among a few frequent words, such as f1 c31 f5 c10 → C31 C10")
public record FrequentWordsTaskSpec(
    @Doc("Number of different content words, all equally frequent") @Default("100") int content,
    @Doc("Number of different frequent words; the frequency of the r-th is proportional to 1/r")
        @Default("5")
        int frequent,
    @Doc("Fraction of a source that is frequent words, rounded down to whole words") @Default("0.5")
        double share,
    @Doc("Which words are translated") @Default("content") Translated translated,
    @Doc("Shortest and longest source of each split, in tokens") @Default("{}")
        SplitLengths lengths,
    @Doc("Number of examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {

  /** Which words are translated. */
  public enum Translated {
    @Doc("Content words only; frequent words are dropped")
    CONTENT,
    @Doc("Every word")
    ALL
  }

  public FrequentWordsTaskSpec {
    Require.symbolCount("content", content);
    Require.symbolCount("frequent", frequent);
    Require.rate("share", share);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.frequentWords().apply(this);
  }
}
