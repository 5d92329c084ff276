package io.seqlab.data.task;

import io.seqlab.config.task.KeyValueRecallTaskSpec;
import io.seqlab.config.task.KeyValueRecallTaskSpec.SplitDistances;
import io.seqlab.config.task.LengthRange;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Associative recall: "k4 v7 k1 v3 k4" to "v7". The number of pairs is uniform over the range of
 * the split, then the distance of the queried pair from the end (1 is the last pair) uniform over
 * its range, limited by the number of pairs. Keys are distinct; values are independent. {@link
 * HashSplit} splits sources of the same number of pairs and the same distance.
 */
public final class KeyValueRecallTask {
  private KeyValueRecallTask() {}

  public static List<Example> generate(KeyValueRecallTaskSpec spec, Split split) {
    Alphabet keys = Alphabet.of("k", spec.keys());
    Alphabet values = Alphabet.of("v", spec.values());
    SplitDistances distances = spec.distance();
    Optional<LengthRange> range =
        split.select(distances.train(), distances.valid(), distances.test());
    return HashSplit.examples(
        "key_value_recall",
        split,
        spec.examples(),
        random -> {
          int pairs = split.length(spec.pairs(), random);
          int queried = pairs - distance(range, pairs, random);
          double possible = spec.keys() * Math.pow(spec.values(), pairs);
          return new ExampleTemplate(
              possible,
              () ->
                  example(
                      keys.symbols(DistinctSampling.sample(random, keys.size(), pairs)),
                      values.sample(random, pairs),
                      queried));
        });
  }

  private static int distance(
      Optional<LengthRange> range, int pairs, UniformRandomProvider random) {
    int nearest = range.map(LengthRange::min).orElse(1);
    int farthest = range.map(LengthRange::max).filter(max -> max < pairs).orElse(pairs);
    return random.nextInt(nearest, farthest + 1);
  }

  private static Example example(List<String> keys, List<String> values, int queried) {
    List<String> source = new ArrayList<>();
    for (int pair = 0; pair < keys.size(); pair++) {
      source.add(keys.get(pair));
      source.add(values.get(pair));
    }
    source.add(keys.get(queried));
    return new Example(
        source, List.of(values.get(queried)), List.of(new AlignmentLink(2 * queried + 1, 0)));
  }
}
