package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;

/** Translation word by word where a few frequent words stand among many content words. */
@TypeName("frequent_words")
@Doc("Translation word by word; a few frequent words stand among many rare ones")
public record FrequentWordsTaskSpec(
    @Doc("How many content words there are, all equally frequent") @Default("100") int content,
    @Doc("How many frequent words there are, the r-th as often as 1/r") @Default("5") int frequent,
    @Doc("Share of a source that is frequent words, rounded down to whole words") @Default("0.5")
        double share,
    @Doc("Which words are translated") @Default("content") Translated translated,
    @Doc("Shortest and longest source of each split") @Default("{}") SplitLengths lengths,
    @Doc("How many examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {

  /** Which words are translated. */
  public enum Translated {
    @Doc("Content words; frequent words are left out")
    CONTENT,
    @Doc("Every word")
    ALL
  }

  public FrequentWordsTaskSpec {
    Require.words("content", content);
    Require.words("frequent", frequent);
    Require.rate("share", share);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.frequentWords().apply(this);
  }
}
