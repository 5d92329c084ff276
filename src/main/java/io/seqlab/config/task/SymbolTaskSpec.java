package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;

/** Sequences of random symbols, to be copied, reversed or sorted. */
@TypeName({"copy", "reverse", "sort"})
@Doc("Random symbols, to be copied, reversed or sorted")
public record SymbolTaskSpec(
    @Doc("What is done to the source") Kind type,
    @Doc("How many different symbols there are") @Default("50") int symbols,
    @Doc("Shortest and longest source of each split") @Default("{}") SplitLengths lengths,
    @Doc("How many examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {

  /** What is done to the source. */
  public enum Kind {
    COPY,
    REVERSE,
    SORT
  }

  public SymbolTaskSpec {
    Require.words("symbols", symbols);
  }

  @Override
  public boolean sharesVocabulary() {
    return true;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.symbols().apply(this);
  }
}
