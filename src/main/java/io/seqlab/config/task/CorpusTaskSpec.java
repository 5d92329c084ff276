package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.Optional;

/** Parallel text: a dataset and two of its languages, or files for each split. */
@TypeName("corpus")
@Doc("Parallel text from files")
public record CorpusTaskSpec(
    @Doc("Name of a dataset in datasets/; requires source and target") @Default("null")
        Optional<String> dataset,
    @Doc("Source language of the dataset") @Default("null") Optional<String> source,
    @Doc("Target language of the dataset") @Default("null") Optional<String> target,
    @Doc("Training text: files or a split of the dataset") @Default("null")
        Optional<SplitFiles> train,
    @Doc("Validation text: files or a split of the dataset") @Default("null")
        Optional<SplitFiles> valid,
    @Doc("Test text: files or a split of the dataset") @Default("null") Optional<SplitFiles> test,
    @Doc("Unit of tokenization") @Default("word") TokenLevel tokens,
    @Doc("Whether text is lowercased") @Default("false") boolean lowercase,
    @Doc("Maximum length of training sources and targets in tokens; longer pairs are skipped")
        @Default("100")
        int maxLength,
    @Doc("Vocabulary") @Default("{}") VocabularySpec vocabulary)
    implements TaskSpec {

  /** The unit of tokenization. */
  public enum TokenLevel {
    @Doc("Words separated by white space")
    WORD,
    @Doc("Unicode code points")
    CHAR
  }

  public CorpusTaskSpec {
    if (dataset.isPresent()) {
      require(source.isPresent(), "source", "dataset requires source, one of its languages");
      require(target.isPresent(), "target", "dataset requires target, one of its languages");
    } else {
      requireNoLanguage("source", source);
      requireNoLanguage("target", target);
      requireFiles("train", train);
      requireFiles("valid", valid);
      requireFiles("test", test);
    }
    Require.positive("max_length", maxLength);
  }

  private static void requireNoLanguage(String key, Optional<String> language) {
    require(
        language.isEmpty(),
        key,
        "%s is a language of a dataset; add dataset, or give files in train, valid and test",
        key);
  }

  private static void requireFiles(String key, Optional<SplitFiles> files) {
    require(
        files.isPresent(), key, "a corpus requires dataset, or files for train, valid and test");
    require(
        files.get().split().isEmpty(),
        key,
        "'%s' is a split of a dataset; add dataset, or give source and target files, or tsv",
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
