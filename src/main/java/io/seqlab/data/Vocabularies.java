package io.seqlab.data;

import io.seqlab.config.task.VocabularySpec;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Vocabulary;
import java.util.List;
import java.util.stream.Stream;

/** The vocabularies of both sides, one and the same when they are shared. */
public record Vocabularies(Vocabulary source, Vocabulary target) {

  /** Counts the training examples of a corpus. */
  public static Vocabularies of(TaskData corpus) {
    VocabularySpec spec = corpus.vocabulary();
    Stream<List<String>> sources = corpus.train().stream().map(Example::source);
    Stream<List<String>> targets = corpus.train().stream().map(Example::target);
    if (spec.shared()) {
      Vocabulary both = Vocabulary.of(Stream.concat(sources, targets), spec);
      return new Vocabularies(both, both);
    }
    return new Vocabularies(Vocabulary.of(sources, spec), Vocabulary.of(targets, spec));
  }

  /** Examples in ids, in their order. */
  public List<EncodedPair> encode(List<Example> examples) {
    return examples.stream()
        .map(e -> new EncodedPair(source.encode(e.source()), target.encode(e.target())))
        .toList();
  }
}
