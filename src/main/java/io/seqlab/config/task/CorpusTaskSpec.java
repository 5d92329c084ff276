package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;
import java.util.Optional;

/** Parallel text: either a dataset by name and two of its languages, or files for each split. */
@TypeName("corpus")
@Doc("Parallel text from files")
public record CorpusTaskSpec(
    @Doc("A descriptor in datasets/, by its name; then source and target name two of its languages")
        @Default("null")
        Optional<String> dataset,
    @Doc("Source language of the dataset") @Default("null") Optional<String> source,
    @Doc("Target language of the dataset") @Default("null") Optional<String> target,
    @Doc("Training text: files, or the name of a split of the dataset") @Default("null")
        Optional<SplitFiles> train,
    @Doc("Validation text: files, or the name of a split of the dataset") @Default("null")
        Optional<SplitFiles> valid,
    @Doc("Test text: files, or the name of a split of the dataset") @Default("null")
        Optional<SplitFiles> test,
    @Doc("What a token is") @Default("word") TokenLevel tokens,
    @Doc("Whether text is put in lower case first") @Default("false") boolean lowercase,
    @Doc("Longest training source or target in tokens; longer pairs are left out of training")
        @Default("100")
        int maxLength,
    @Doc("Which tokens are known") @Default("{}") VocabularySpec vocabulary)
    implements TaskSpec {

  /** What a token is. */
  public enum TokenLevel {
    @Doc("What stands between white space")
    WORD,
    @Doc("A Unicode code point")
    CHAR
  }

  public CorpusTaskSpec {
    if (dataset.isPresent()) {
      require(source.isPresent(), "source", "a dataset needs source: one of its languages");
      require(target.isPresent(), "target", "a dataset needs target: one of its languages");
    } else {
      requireNoLanguage("source", source);
      requireNoLanguage("target", target);
      requireFiles("train", train);
      requireFiles("valid", valid);
      requireFiles("test", test);
    }
    require(maxLength >= 1, "max_length", "max_length must be at least 1, not %d", maxLength);
  }

  private static void requireNoLanguage(String key, Optional<String> language) {
    require(
        language.isEmpty(),
        key,
        "%s names a language of a dataset; without dataset: name files in train, valid and test",
        key);
  }

  private static void requireFiles(String key, Optional<SplitFiles> files) {
    require(files.isPresent(), key, "a corpus needs a dataset, or files for train, valid and test");
    require(
        files.get().split().isEmpty(),
        key,
        "'%s' names a split of a dataset; without dataset: name source and target files, or tsv",
        files.get().split().orElse(""));
  }

  @Override
  public boolean sharesVocabulary() {
    return vocabulary.shared();
  }

  @Override
  public boolean isGenerated() {
    return false;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.corpus().apply(this);
  }
}
