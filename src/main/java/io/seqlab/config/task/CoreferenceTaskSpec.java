package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;

/** Sentences with a pronoun that agrees with exactly one noun. */
@SharedVocabulary
@TypeName("coreference")
@Doc(
    "Sentences with he, she or it; the target is the antecedent, determined by agreement alone, such as 'the chair stood beside Ivan before it moved' → chair")
public record CoreferenceTaskSpec(
    @Doc("Minimum and maximum number of distractors: nouns besides the antecedent") @Default("{}")
        SplitDistractors distractors,
    @Doc("Number of examples of each split") @Default("{}") SplitSizes examples)
    implements TaskSpec {
  /** Number of different distractors: the nouns of the other two pronouns. */
  public static final int MAX_DISTRACTORS = 24;

  /** The number of distractors by split. */
  public record SplitDistractors(
      @Default("[1, 3]") LengthRange train,
      @Doc("Range of the validation split; null is that of train") @Default("null")
          LengthRange valid,
      @Default("[1, 3]") LengthRange test) {
    public SplitDistractors {
      valid = valid == null ? train : valid;
      requireEnoughNouns("train", train);
      requireEnoughNouns("valid", valid);
      requireEnoughNouns("test", test);
    }

    private static void requireEnoughNouns(String split, LengthRange range) {
      require(
          range.max() <= MAX_DISTRACTORS,
          split,
          "a sentence has at most %d distractors, not %d",
          MAX_DISTRACTORS,
          range.max());
    }
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.coreference().apply(this);
  }
}
