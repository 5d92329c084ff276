package io.seqlab.data;

import io.seqlab.config.task.VocabularySpec;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.batch.EpochPairs;
import io.seqlab.data.batch.TrainingPairs;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.ExampleStream;
import io.seqlab.data.corpus.CorpusStream;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.data.text.Tokenizers;
import io.seqlab.data.text.Vocabulary;
import java.util.List;
import java.util.stream.Stream;

/** Source and target vocabulary; the same object if they are shared. */
public record Vocabularies(Vocabulary source, Vocabulary target) {

  /** Builds the vocabularies from the training examples. */
  public static Vocabularies of(TaskData taskData) {
    return of(
        taskData.train(),
        taskData.vocabulary(),
        new Tokenizers(taskData.sourceTokenizer(), taskData.targetTokenizer()));
  }

  /** Builds the vocabularies from training examples of these tokenizers. */
  public static Vocabularies of(List<Example> train, VocabularySpec spec, Tokenizers tokenizers) {
    if (train instanceof CorpusStream stream) {
      return new Vocabularies(stream.sourceVocabulary(), stream.targetVocabulary());
    }
    Stream<List<String>> sources = train.stream().map(Example::source);
    Stream<List<String>> targets = train.stream().map(Example::target);
    if (spec.shared()) {
      Vocabulary both = vocabulary(Stream.concat(sources, targets), spec, tokenizers.source());
      return new Vocabularies(both, both);
    }
    return new Vocabularies(
        vocabulary(sources, spec, tokenizers.source()),
        vocabulary(targets, spec, tokenizers.target()));
  }

  /** All tokens of the tokenizer, if it knows them; else those of the text. */
  private static Vocabulary vocabulary(
      Stream<List<String>> sentences, VocabularySpec spec, Tokenizer tokenizer) {
    return tokenizer
        .tokens()
        .map(tokens -> Vocabulary.of(sentences, tokens))
        .orElseGet(() -> Vocabulary.of(sentences, spec));
  }

  /**
   * The training pairs of a run.
   *
   * @param encoded training examples, as {@link #encode} gives them; none if they are streamed
   * @param seed of the run, for segmentations that are drawn
   */
  public TrainingPairs training(TaskData taskData, List<EncodedPair> encoded, long seed) {
    if (taskData.train() instanceof ExampleStream stream) {
      return new EncodedStream(stream, new PairEncoder(taskData, this, seed));
    }
    return PairEncoder.samples(taskData)
        ? new SampledPairs(taskData.train(), new PairEncoder(taskData, this, seed))
        : EpochPairs.same(encoded);
  }

  /** Encodes an example as token ids. */
  public EncodedPair encode(Example example) {
    return new EncodedPair(source.encode(example.source()), target.encode(example.target()));
  }

  /** Encodes examples, in the same order. */
  public List<EncodedPair> encode(List<Example> examples) {
    return examples.stream().map(this::encode).toList();
  }
}
