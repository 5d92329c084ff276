package io.seqlab.probe.retention;

import io.seqlab.config.probe.RetentionProbeSpec;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.Probe;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.core.RandomPairs;
import io.seqlab.probe.retention.LinearProbe.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What of a source can still be read, linearly, from what the encoder says of it (Conneau et al.
 * 2018 call it probing). A {@link LinearProbe} learns to name a token and is judged on held-out
 * sources; the value is (accuracy − chance)/(1 − chance), where chance always names the commonest
 * token.
 *
 * <ul>
 *   <li>{@code retention}: the first token, from the summary, by source length and over all; and
 *       the token at each distance from the end (1 is the last before it), from the summary;
 *   <li>{@code retention_accuracy}: the accuracy itself, by source length;
 *   <li>{@code retention_state}: the first token, from the top state so many positions later.
 * </ul>
 *
 * <p>With lengths in the spec, each length has a probe of its own, and curves by distance are those
 * of the longest.
 */
public record RetentionProbe(RetentionProbeSpec spec) implements Probe {
  private static final String RETENTION = "retention";

  /** Sources to learn from and others to be judged on. */
  private record Sources(List<EncodedPair> train, List<EncodedPair> test) {}

  /** The same as the encoder sees them. */
  private record Views(List<EncodedSource> train, List<EncodedSource> test) {}

  @Override
  public List<Measurement> measure(ProbeContext context) {
    LinearProbe linear = new LinearProbe(context.manager(), spec.ridge());
    NavigableMap<Integer, ProbeAccuracy> byLength = new TreeMap<>();
    Views views = null;
    for (Sources sources : sources(context)) {
      views = views(context, sources);
      read(linear, views, seen -> Optional.of(seen.firstFromSummary()))
          .forEach((length, part) -> byLength.merge(length, part, ProbeAccuracy::plus));
    }
    List<Measurement> measurements = new ArrayList<>();
    add(measurements, RETENTION, "", 0, all(byLength));
    byLength.forEach(
        (length, part) -> {
          add(measurements, RETENTION, Measurement.SOURCE_LENGTH, length, part);
          measurements.add(
              new Measurement(
                  RETENTION + "_accuracy",
                  Measurement.SOURCE_LENGTH,
                  length,
                  part.accuracy(),
                  part.count()));
        });
    if (spec.distances() && views != null) {
      measurements.addAll(byDistance(linear, views));
    }
    return measurements;
  }

  private List<Sources> sources(ProbeContext context) {
    if (spec.lengths().isEmpty()) {
      return List.of(
          new Sources(
              some(context.vocabularies().encode(context.taskData().train()), spec.train()),
              some(context.vocabularies().encode(context.taskData().test()), spec.test())));
    }
    RandomPairs random = RandomPairs.of(context);
    return spec.lengths().stream()
        .map(
            length ->
                new Sources(
                    random.generate("retention-train", length + 1, spec.train()),
                    random.generate("retention-test", length + 1, spec.test())))
        .toList();
  }

  /** The first pairs that have a token before the end. */
  private static List<EncodedPair> some(List<EncodedPair> pairs, int count) {
    return pairs.stream().filter(p -> p.source().length > 1).limit(count).toList();
  }

  private Views views(ProbeContext context, Sources sources) {
    int longest = sources.train().stream().mapToInt(p -> p.source().length - 1).max().orElse(0);
    List<Integer> positions = spec.distances() ? distances(longest) : List.of();
    return new Views(
        EncodedSource.of(context, sources.train(), positions),
        EncodedSource.of(context, sources.test(), positions));
  }

  /** 1, 2, 4, … and the longest. */
  private static List<Integer> distances(int longest) {
    return IntStream.concat(
            IntStream.iterate(1, d -> d < longest, d -> 2 * d), IntStream.of(longest))
        .boxed()
        .toList();
  }

  private static List<Measurement> byDistance(LinearProbe linear, Views views) {
    int longest = views.train().stream().mapToInt(s -> s.source().length - 1).max().orElse(0);
    List<Measurement> measurements = new ArrayList<>();
    for (int distance : distances(longest)) {
      add(
          measurements,
          RETENTION,
          Measurement.DISTANCE,
          distance,
          all(read(linear, views, seen -> seen.fromSummary(distance))));
      add(
          measurements,
          RETENTION + "_state",
          Measurement.DISTANCE,
          distance,
          all(read(linear, views, seen -> seen.firstFromState(distance))));
    }
    return measurements;
  }

  /**
   * What a probe finds, by source length; nothing if there is nothing to learn from or judge on.
   */
  private static NavigableMap<Integer, ProbeAccuracy> read(
      LinearProbe linear, Views views, Function<EncodedSource, Optional<Labelled>> task) {
    List<Labelled> train = views.train().stream().map(task).flatMap(Optional::stream).toList();
    List<EncodedSource> judged =
        views.test().stream().filter(s -> task.apply(s).isPresent()).toList();
    NavigableMap<Integer, ProbeAccuracy> byLength = new TreeMap<>();
    if (train.isEmpty() || judged.isEmpty()) {
      return byLength;
    }
    List<Labelled> test = judged.stream().map(s -> task.apply(s).orElseThrow()).toList();
    int[] found = linear.labels(train, test);
    int commonest = ProbeAccuracy.commonest(train);
    for (int i = 0; i < found.length; i++) {
      int label = test.get(i).label();
      byLength.merge(
          judged.get(i).source().length - 1,
          ProbeAccuracy.of(found[i] == label, commonest == label),
          ProbeAccuracy::plus);
    }
    return byLength;
  }

  private static ProbeAccuracy all(NavigableMap<Integer, ProbeAccuracy> parts) {
    return parts.values().stream().reduce(ProbeAccuracy.NONE, ProbeAccuracy::plus);
  }

  /** Adds a measurement unless chance alone finds all there is. */
  private static void add(
      List<Measurement> measurements, String measure, String dimension, int x, ProbeAccuracy part) {
    if (part.count() > part.byChance()) {
      measurements.add(new Measurement(measure, dimension, x, part.corrected(), part.count()));
    }
  }
}
