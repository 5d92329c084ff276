package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.text.Normalization;
import io.seqlab.config.text.SideSpec;
import io.seqlab.config.text.TextSpec;
import io.seqlab.config.text.TokensSpec;
import io.seqlab.config.text.TokensSpec.Bpe;
import java.util.Optional;

/** Parallel text: a dataset and two of its languages, or files for each split. */
@TypeName("corpus")
@Doc("Parallel text from files")
public record CorpusTaskSpec(
    @Doc("Name of a dataset in datasets/; requires source and target") @Default("null")
        Optional<String> dataset,
    @Doc("Source: language of the dataset, and text keys that are its own") @Default("null")
        Optional<SideSpec> source,
    @Doc("Target: language of the dataset, and text keys that are its own") @Default("null")
        Optional<SideSpec> target,
    @Doc("Training text: files or a split of the dataset") @Default("null")
        Optional<SplitFiles> train,
    @Doc("Validation text: files or a split of the dataset") @Default("null")
        Optional<SplitFiles> valid,
    @Doc("Test text: files or a split of the dataset") @Default("null") Optional<SplitFiles> test,
    @Doc(
            "Divides the text of train at random into training, validation and test text, instead of valid and test; null reads each from its own files")
        @Default("null")
        Optional<DivisionSpec> split,
    @Doc("What becomes of a row that is not a pair") @Default("refuse") Malformed malformed,
    @Doc("Which pairs are used, by their length; null is all") @Default("null")
        Optional<PairFilterSpec> filter,
    @Doc("Unicode normalization of both sides") @Default("none") Normalization normalize,
    @Doc("Tokens of both sides") @Default("word") TokensSpec tokens,
    @Doc("Whether text is lowercased") @Default("false") boolean lowercase,
    @Doc("Maximum length of training sources and targets in tokens; longer pairs are skipped")
        @Default("100")
        int maxLength,
    @Doc(
            "Cuts the sequences of all splits, the references of validation and test included, to a length; null cuts none")
        @Default("null")
        Optional<Truncation> truncate,
    @Doc(
            "Streams the training text, for text larger than memory: the number of pairs among which the next one is drawn, as buffer_size in tf.data and Hugging Face datasets; null holds all pairs in memory")
        @Default("null")
        Optional<Integer> shuffleBuffer,
    @Doc("Vocabulary") @Default("{}") VocabularySpec vocabulary)
    implements TaskSpec {

  /** What becomes of a row of a tsv or jsonl file that is not a pair. */
  public enum Malformed {
    @Doc("The command is refused with the file and the line")
    REFUSE,
    @Doc("The row is left out and counted")
    SKIP
  }

  /** The length in tokens that sequences are cut to. */
  public record Truncation(
      @Doc("Length that sources are cut to; null is any") @Default("null") Optional<Integer> source,
      @Doc("Length that targets are cut to; null is any") @Default("null")
          Optional<Integer> target) {
    public Truncation {
      require(
          source.isPresent() || target.isPresent(),
          "source",
          "truncate requires source, target or both, such as {target: 10}");
      Require.length("source", source.orElse(1));
      Require.length("target", target.orElse(1));
    }
  }

  public CorpusTaskSpec {
    if (dataset.isPresent()) {
      requireLanguage("source", source);
      requireLanguage("target", target);
    } else {
      requireNoLanguage("source", source);
      requireNoLanguage("target", target);
      requireFiles("train", train);
      if (split.isEmpty()) {
        requireFiles("valid", valid);
        requireFiles("test", test);
      }
    }
    if (split.isPresent()) {
      requireNotDivided("valid", valid);
      requireNotDivided("test", test);
    }
    Require.positive("max_length", maxLength);
    Require.positive("shuffle_buffer", shuffleBuffer.orElse(1));
    require(
        shuffleBuffer.isEmpty() || split.isEmpty(),
        "shuffle_buffer",
        "split draws its parts from the whole text in memory, which shuffle_buffer does not hold; give files of their own in train, valid and test, or remove shuffle_buffer");
    TextSpec both = new TextSpec(normalize, lowercase, tokens);
    requireFit(vocabulary, both.with(source).tokens(), both.with(target).tokens());
  }

  /** Rejects a vocabulary that contradicts byte-pair encoding, whose subwords are a vocabulary. */
  private static void requireFit(VocabularySpec vocabulary, TokensSpec source, TokensSpec target) {
    boolean sourceBpe = source instanceof Bpe;
    boolean targetBpe = target instanceof Bpe;
    require(
        !(sourceBpe && targetBpe)
            || (vocabulary.limit().isEmpty() && vocabulary.minFrequency() == 1),
        "vocabulary",
        "the vocabulary of bpe is its subwords; remove limit and min_frequency, and set merges or vocabulary_size of tokens");
    require(
        !vocabulary.shared()
            || !(sourceBpe || targetBpe)
            || (sourceBpe && targetBpe && ((Bpe) source).learnsAs((Bpe) target)),
        "vocabulary",
        "shared: true learns one bpe for both sides, but their tokens differ; give both the same tokens, or set shared: false");
  }

  private static void requireLanguage(String key, Optional<SideSpec> side) {
    require(
        side.flatMap(SideSpec::language).isPresent(),
        key,
        "dataset requires %s, one of its languages",
        key);
  }

  private static void requireNoLanguage(String key, Optional<SideSpec> side) {
    require(
        side.flatMap(SideSpec::language).isEmpty(),
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
        "'%s' is a split of a dataset; add dataset, or give source and target files, tsv or jsonl",
        files.get().split().orElse(""));
  }

  private static void requireNotDivided(String key, Optional<SplitFiles> files) {
    require(
        files.isEmpty(),
        key,
        "split divides the text of train into training, validation and test; remove %s, or remove split",
        key);
  }

  @Override
  public TextSpec sourceText() {
    return new TextSpec(normalize, lowercase, tokens).with(source);
  }

  @Override
  public TextSpec targetText() {
    return new TextSpec(normalize, lowercase, tokens).with(target);
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
