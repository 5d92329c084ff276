package io.seqlab.data;

import io.seqlab.config.task.VocabularySpec;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Vocabulary;
import java.util.List;
import java.util.stream.Stream;

/** Source and target vocabulary; the same object if they are shared. */
public record Vocabularies(Vocabulary source, Vocabulary target) {

  /** Builds the vocabularies from the training examples. */
  public static Vocabularies of(TaskData taskData) {
    VocabularySpec spec = taskData.vocabulary();
    Stream<List<String>> sources = taskData.train().stream().map(Example::source);
    Stream<List<String>> targets = taskData.train().stream().map(Example::target);
    if (spec.shared()) {
      Vocabulary both = Vocabulary.of(Stream.concat(sources, targets), spec);
      return new Vocabularies(both, both);
    }
    return new Vocabularies(Vocabulary.of(sources, spec), Vocabulary.of(targets, spec));
  }

  /** Encodes examples as token ids, in the same order. */
  public List<EncodedPair> encode(List<Example> examples) {
    return examples.stream()
        .map(e -> new EncodedPair(source.encode(e.source()), target.encode(e.target())))
        .toList();
  }
}
