package io.seqlab.probe.retention;

import io.seqlab.config.probe.RetentionProbeSpec;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.ExampleStream;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.Probe;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.core.RandomPairs;
import io.seqlab.probe.retention.LinearProbe.LabelledFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Linear probing of the encoder: how well a {@link LinearProbe}, trained on frozen encoder outputs,
 * predicts the identity of a source token (probing classifiers: Conneau et al. 2018).
 *
 * <p>Retention is (a − c)/(1 − c), where a is the probe's accuracy on held-out sources and c that
 * of always predicting the most frequent training label: 1 if every token is recovered, 0 at
 * chance, negative below.
 *
 * <ul>
 *   <li>{@code retention}, single and along {@code source_length}: of the first token, from the
 *       source summary;
 *   <li>{@code retention} along {@code distance} (1, 2, 4, … and the longest): of the token at that
 *       distance from end-of-sequence, from the source summary;
 *   <li>{@code retention_state} along {@code distance}: of the first token, from the top encoder
 *       state that many positions after it;
 *   <li>{@code retention_accuracy} along {@code source_length}: a itself.
 * </ul>
 *
 * <p>Examples: {@code train} (2000) and {@code test} (1000) random sources of each length in {@code
 * lengths}, with a probe of its own for each length, and distances on the longest; without lengths
 * the first training and test examples. n counts test sources. A value is omitted if c is 1.
 *
 * <p>Not measured: whether the decoder uses the information, and information that is encoded but
 * not linearly readable.
 */
public record RetentionProbe(RetentionProbeSpec spec) implements Probe {
  private static final String RETENTION = "retention";

  /** Training and test data of a linear probe: pairs, or their encodings. */
  private record Split<T>(List<T> train, List<T> test) {}

  @Override
  public List<Measurement> measure(ProbeContext context) {
    LinearProbe linear = new LinearProbe(context.manager(), spec.ridge(), context.cancellation());
    NavigableMap<Integer, ProbeAccuracy> byLength = new TreeMap<>();
    Split<EncodedSource> encoded = null;
    for (Split<EncodedPair> pairs : pairs(context)) {
      encoded = encode(context, pairs);
      accuracy(linear, encoded, source -> Optional.of(source.firstFromSummary()))
          .forEach((length, part) -> byLength.merge(length, part, ProbeAccuracy::plus));
    }
    List<Measurement> measurements = new ArrayList<>();
    retention(RETENTION, total(byLength)).ifPresent(measurements::add);
    byLength.forEach(
        (length, part) -> {
          retention(RETENTION, part)
              .map(measurement -> measurement.at(Measurement.SOURCE_LENGTH, length))
              .ifPresent(measurements::add);
          measurements.add(
              Measurement.single(RETENTION + "_accuracy", part.accuracy(), part.count())
                  .at(Measurement.SOURCE_LENGTH, length));
        });
    if (spec.distances() && encoded != null) {
      measurements.addAll(byDistance(linear, encoded));
    }
    return measurements;
  }

  private List<Split<EncodedPair>> pairs(ProbeContext context) {
    if (spec.lengths().isEmpty()) {
      return List.of(
          new Split<>(
              first(context, context.taskData().train(), spec.train()),
              first(context, context.taskData().test(), spec.test())));
    }
    RandomPairs random = RandomPairs.of(context);
    return spec.lengths().stream()
        .map(
            length ->
                new Split<>(
                    random.generate("retention-train", length + 1, spec.train()),
                    random.generate("retention-test", length + 1, spec.test())))
        .toList();
  }

  /** The first pairs whose source has a token before end-of-sequence. */
  private static List<EncodedPair> first(ProbeContext context, List<Example> examples, int count) {
    return context
        .vocabularies()
        .encode(ExampleStream.first(examples, count, example -> !example.source().isEmpty()));
  }

  private Split<EncodedSource> encode(ProbeContext context, Split<EncodedPair> pairs) {
    int longest = pairs.train().stream().mapToInt(p -> p.source().length - 1).max().orElse(0);
    List<Integer> positions = spec.distances() ? distances(longest) : List.of();
    return new Split<>(
        EncodedSource.encode(context, pairs.train(), positions),
        EncodedSource.encode(context, pairs.test(), positions));
  }

  /** 1, 2, 4, … and the longest. */
  private static List<Integer> distances(int longest) {
    return IntStream.concat(
            IntStream.iterate(1, d -> d < longest, d -> 2 * d), IntStream.of(longest))
        .boxed()
        .toList();
  }

  private static List<Measurement> byDistance(LinearProbe linear, Split<EncodedSource> encoded) {
    int longest = encoded.train().stream().mapToInt(s -> s.source().length - 1).max().orElse(0);
    return distances(longest).stream()
        .flatMap(
            distance ->
                Stream.of(
                        retention(
                            RETENTION,
                            total(accuracy(linear, encoded, s -> s.fromSummary(distance)))),
                        retention(
                            RETENTION + "_state",
                            total(accuracy(linear, encoded, s -> s.firstFromState(distance)))))
                    .flatMap(Optional::stream)
                    .map(measurement -> measurement.at(Measurement.DISTANCE, distance)))
        .toList();
  }

  /**
   * Trains a linear probe and tests it, by source length; empty without training or test examples.
   *
   * @param task the features and label of a source; empty to leave the source out
   */
  private static NavigableMap<Integer, ProbeAccuracy> accuracy(
      LinearProbe linear,
      Split<EncodedSource> encoded,
      Function<EncodedSource, Optional<LabelledFeatures>> task) {
    List<LabelledFeatures> train =
        encoded.train().stream().map(task).flatMap(Optional::stream).toList();
    List<EncodedSource> sources =
        encoded.test().stream().filter(s -> task.apply(s).isPresent()).toList();
    NavigableMap<Integer, ProbeAccuracy> byLength = new TreeMap<>();
    if (train.isEmpty() || sources.isEmpty()) {
      return byLength;
    }
    List<LabelledFeatures> test = sources.stream().map(s -> task.apply(s).orElseThrow()).toList();
    int[] predicted = linear.predict(train, test);
    int majority = ProbeAccuracy.majorityLabel(train);
    for (int i = 0; i < predicted.length; i++) {
      int label = test.get(i).label();
      byLength.merge(
          sources.get(i).source().length - 1,
          ProbeAccuracy.of(predicted[i] == label, majority == label),
          ProbeAccuracy::plus);
    }
    return byLength;
  }

  private static ProbeAccuracy total(NavigableMap<Integer, ProbeAccuracy> parts) {
    return parts.values().stream().reduce(ProbeAccuracy.NONE, ProbeAccuracy::plus);
  }

  /** Retention as a single value; empty if the majority baseline is always correct. */
  private static Optional<Measurement> retention(String measure, ProbeAccuracy accuracy) {
    return accuracy.count() > accuracy.baselineCorrect()
        ? Optional.of(Measurement.single(measure, accuracy.aboveBaseline(), accuracy.count()))
        : Optional.empty();
  }
}
