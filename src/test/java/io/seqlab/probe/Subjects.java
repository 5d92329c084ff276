package io.seqlab.probe;

import ai.djl.ndarray.NDArray;
import io.seqlab.config.DecodingSpec;
import io.seqlab.config.TrainingSpec;
import io.seqlab.config.VocabularySpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.Corpus;
import io.seqlab.data.Example;
import io.seqlab.data.Link;
import io.seqlab.data.Tokenizer;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.Vocabulary;
import io.seqlab.model.Trial;
import io.seqlab.model.core.NamedParameters;
import io.seqlab.model.core.Seq2Seq;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Models of random weights to be probed on copying letters, alignments known. */
final class Subjects {
  private static final Vocabulary LETTERS = new Vocabulary(List.of("a", "b", "c", "d", "e"));

  private Subjects() {}

  /** A model asked about 20 sequences of 2 to 7 letters. */
  static Subject of(Trial trial) {
    return of(trial, trial.model());
  }

  /** Another model in the place of a trial's own. */
  static Subject of(Trial trial, Seq2Seq model) {
    Corpus corpus = corpus(examples());
    return new Subject(
        model,
        trial.spec(),
        trial.manager(),
        new Vocabularies(LETTERS, LETTERS),
        corpus,
        new DecodingSpec(1, 0, 8, 6),
        SpecReader.read("{budget: {steps: 1}}", "training", TrainingSpec.class),
        1);
  }

  /** A corpus whose splits are all the same. */
  static Corpus corpus(List<Example> examples) {
    VocabularySpec vocabulary = new VocabularySpec(Optional.empty(), 1, true);
    return new Corpus(examples, examples, examples, Tokenizer.WORD, Tokenizer.WORD, vocabulary);
  }

  /** What the models are asked. */
  static List<Example> examples() {
    Random random = new Random(5);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int length = 2 + i % 6;
      List<String> letters =
          random.ints(length, 0, 5).mapToObj(c -> "abcde".substring(c, c + 1)).toList();
      List<Link> links = IntStream.range(0, length).mapToObj(t -> new Link(t, t)).toList();
      examples.add(new Example(letters, letters, links));
    }
    return examples;
  }

  /** Sets every number of the parameters whose name ends so. */
  static void fill(Trial trial, String end, float value) {
    NamedParameters.of(trial.model())
        .forEach(
            (name, parameter) -> {
              if (name.endsWith(end)) {
                fill(parameter.getArray(), value);
              }
            });
  }

  private static void fill(NDArray array, float value) {
    FloatBuffer values = array.toByteBuffer(true).asFloatBuffer();
    for (int i = 0; i < values.limit(); i++) {
      values.put(i, value);
    }
  }

  /** The value of a measure without a dimension. */
  static double value(List<Reading> readings, String measure) {
    return at(readings, measure, "", 0);
  }

  /** The value of a measure at a place of a dimension. */
  static double at(List<Reading> readings, String measure, String dimension, double x) {
    return readings.stream()
        .filter(r -> r.measure().equals(measure))
        .filter(r -> r.dimension().equals(dimension) && r.x() == x)
        .mapToDouble(Reading::value)
        .reduce(
            (a, b) -> {
              throw new AssertionError(measure + " was read twice");
            })
        .orElseThrow(() -> new AssertionError("no " + measure + " in " + readings));
  }
}
