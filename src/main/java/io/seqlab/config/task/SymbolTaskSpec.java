package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.EnumDoc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;

/** Random symbols; the target is their copy, reversal or sorted order. */
@SharedVocabulary
@TypeName({"copy", "reverse", "sort"})
@Doc(
    "Random symbols; the target is their copy, reversal or sorted order: 3 0 7 → 3 0 7, 7 0 3 or 0 3 7")
public record SymbolTaskSpec(
    @Doc("Transformation of the source") Kind type,
    @Doc("Number of different symbols") @Default("50") int symbols,
    @Doc("Shortest and longest source of each split, in tokens") @Default("{}")
        SplitLengths lengths,
    @Doc("Number of examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {

  /** Transformation of the source. */
  public enum Kind {
    @Doc("Random symbols, repeated: 3 0 7 → 3 0 7")
    COPY,
    @Doc("Random symbols in reverse order: 3 0 7 → 7 0 3")
    REVERSE,
    @Doc("Random symbols in ascending order: 3 0 7 → 0 3 7")
    SORT
  }

  public SymbolTaskSpec {
    Require.symbolCount("symbols", symbols);
  }

  @Override
  public String meaning() {
    return EnumDoc.of(type);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.symbols().apply(this);
  }
}
