package io.seqlab.config.task;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.text.TokensSpec;
import java.util.Optional;

/** Words to Pig Latin, "team" to "eamtay", character by character. */
@SharedVocabulary
@TypeName("pig_latin")
@Doc("Words to Pig Latin, character by character, such as team → eamtay")
public record PigLatinTaskSpec(
    @Doc(
            "Text file whose words are used, the most frequent first, plain or .gz; null invents pronounceable words")
        @Default("null")
        Optional<String> words,
    @Doc("Number of examples of each split, each a different word") @Default("{}")
        SplitSizes examples)
    implements TaskSpec {
  @Override
  public TokensSpec tokens() {
    return new TokensSpec.Char();
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.pigLatin().apply(this);
  }
}
