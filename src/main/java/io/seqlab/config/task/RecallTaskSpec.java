package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.EnumDoc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;

/** Recall of one symbol of a random sequence: the first, or the one after a marker. */
@SharedVocabulary
@TypeName({"first_token_recall", "position_recall"})
@Doc(
    "Recall of one symbol of a random sequence: the first (4 3 0 8 → 4), or the one after the marker * (6 * 1 3 → 1)")
public record RecallTaskSpec(
    @Doc("The symbol to recall") Kind type,
    @Doc("Number of different symbols; chance accuracy is 1 / symbols") @Default("10") int symbols,
    @Doc("Minimum and maximum number of symbols of a source, marker excluded") @Default("{}")
        SplitLengths lengths,
    @Doc("Number of examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {

  /** The symbol to recall. */
  public enum Kind {
    @Doc("Recall of the first symbol of a random sequence: 4 3 0 8 → 4")
    FIRST_TOKEN_RECALL,
    @Doc("Recall of the symbol after the marker * in a random sequence: 6 * 1 3 → 1")
    POSITION_RECALL
  }

  public RecallTaskSpec {
    Require.symbolCount("symbols", symbols);
  }

  @Override
  public String meaning() {
    return EnumDoc.of(type);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.recall().apply(this);
  }
}
