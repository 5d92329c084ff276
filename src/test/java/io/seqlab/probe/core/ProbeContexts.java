package io.seqlab.probe.core;

import ai.djl.ndarray.NDArray;
import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.DecodingSpec;
import io.seqlab.config.task.VocabularySpec;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.TaskData;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.core.NamedParameters;
import io.seqlab.model.core.Seq2Seq;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Probe contexts: models with random weights, on a copy task with gold alignments. */
public final class ProbeContexts {
  private static final Vocabulary LETTERS = new Vocabulary(List.of("a", "b", "c", "d", "e"));

  private ProbeContexts() {}

  /** The context of a fixture's model, with 20 examples of 2 to 7 letters. */
  public static ProbeContext of(ModelFixture fixture) {
    return of(fixture, fixture.model());
  }

  /** The context of another model, with the fixture's manager. */
  public static ProbeContext of(ModelFixture fixture, Seq2Seq model) {
    TaskData taskData = taskData(examples());
    return new ProbeContext(
        model,
        fixture.spec(),
        fixture.manager(),
        new Vocabularies(LETTERS, LETTERS),
        taskData,
        SpecReader.read("{max_length: 8, batch: 6}", "decoding", DecodingSpec.class),
        SpecReader.read("{budget: {steps: 1}}", "training", TrainingSpec.class),
        1,
        Cancellation.NONE);
  }

  /** Task data with the same examples in all splits. */
  public static TaskData taskData(List<Example> examples) {
    VocabularySpec vocabulary = new VocabularySpec(Optional.empty(), 1, true);
    return new TaskData(
        examples, examples, examples, Tokenizer.WORD, Tokenizer.WORD, vocabulary, Map.of());
  }

  /** The examples of the copy task. */
  public static List<Example> examples() {
    Random random = new Random(5);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int length = 2 + i % 6;
      List<String> letters =
          random.ints(length, 0, 5).mapToObj(c -> "abcde".substring(c, c + 1)).toList();
      List<AlignmentLink> links =
          IntStream.range(0, length).mapToObj(t -> new AlignmentLink(t, t)).toList();
      examples.add(new Example(letters, letters, links));
    }
    return examples;
  }

  /** Fills the parameters whose name has a suffix with a value. */
  public static void fill(ModelFixture fixture, String suffix, float value) {
    NamedParameters.of(fixture.model())
        .forEach(
            (name, parameter) -> {
              if (name.endsWith(suffix)) {
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

  /** The single value of a measure. */
  public static double value(List<Measurement> measurements, String measure) {
    return at(measurements, measure, "", 0);
  }

  /** The value of a measure at a point of a dimension. */
  public static double at(
      List<Measurement> measurements, String measure, String dimension, double x) {
    return measurements.stream()
        .filter(r -> r.measure().equals(measure))
        .filter(r -> r.dimension().equals(dimension) && r.x() == x)
        .mapToDouble(Measurement::value)
        .reduce(
            (a, b) -> {
              throw new AssertionError(measure + " has two values");
            })
        .orElseThrow(() -> new AssertionError("no " + measure + " in " + measurements));
  }
}
