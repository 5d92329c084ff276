package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;

/** Sentences with a pronoun that agrees with just one of those named. */
@TypeName("coreference")
@Doc("Sentences with he, she or it: who or what is meant is told by agreement alone")
public record CoreferenceTaskSpec(
    @Doc("Fewest and most others that are named beside the one meant") @Default("{}")
        SplitDistractors distractors,
    @Doc("How many examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {
  /** Others that a sentence can name, none of them twice. */
  public static final int MOST_DISTRACTORS = 24;

  /** How many others are named beside the one meant. */
  public record SplitDistractors(
      @Default("[1, 3]") LengthRange train,
      @Doc("Of the validation examples; null is as train") @Default("null") LengthRange valid,
      @Default("[1, 3]") LengthRange test) {
    public SplitDistractors {
      valid = valid == null ? train : valid;
      requireNames("train", train);
      requireNames("valid", valid);
      requireNames("test", test);
    }

    private static void requireNames(String split, LengthRange range) {
      require(
          range.max() <= MOST_DISTRACTORS,
          split,
          "there are names for at most %d distractors, not %d",
          MOST_DISTRACTORS,
          range.max());
    }
  }

  @Override
  public boolean sharesVocabulary() {
    return true;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.coreference().apply(this);
  }
}
