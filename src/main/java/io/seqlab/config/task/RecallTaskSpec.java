package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;

/** One symbol of a random sequence is asked for: the first, or the one after a marker. */
@TypeName({"first_token_recall", "position_recall"})
@Doc("One symbol of a random sequence: the first, or the one that a * before it marks")
public record RecallTaskSpec(
    @Doc("Which symbol is asked for") Kind type,
    @Doc("How many different symbols there are; chance is one in so many") @Default("10")
        int symbols,
    @Doc("Fewest and most symbols of a source, the marker not counted") @Default("{}")
        SplitLengths lengths,
    @Doc("How many examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {

  /** Which symbol is asked for. */
  public enum Kind {
    FIRST_TOKEN_RECALL,
    POSITION_RECALL
  }

  public RecallTaskSpec {
    Require.words("symbols", symbols);
  }

  @Override
  public boolean sharesVocabulary() {
    return true;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.recall().apply(this);
  }
}
