package io.seqlab.data.task;

import io.seqlab.config.task.NeedleTaskSpec;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Keys among noise: "n4 n9 k2 n4 k5 n1" to "k2 k5". The number of noise tokens is uniform over the
 * range of the split, the key positions are random, and tokens are independent. {@link HashSplit}
 * splits sources of the same length.
 */
public final class NeedleTask {
  private NeedleTask() {}

  public static List<Example> generate(NeedleTaskSpec spec, Split split) {
    Alphabet keys = Alphabet.of("k", spec.keyTokens());
    Alphabet noise = Alphabet.of("n", spec.noiseTokens());
    return HashSplit.examples(
        "needle",
        split,
        spec.examples(),
        random -> {
          int length = split.length(spec.noise(), random);
          double possible = Math.pow(keys.size(), spec.keys()) * Math.pow(noise.size(), length);
          return new ExampleTemplate(
              possible,
              () ->
                  example(keys.sample(random, spec.keys()), noise.sample(random, length), random));
        });
  }

  private static Example example(
      List<String> keys, List<String> noise, UniformRandomProvider random) {
    int[] positions = PositionSampling.choose(random, keys.size(), keys.size() + noise.size());
    List<String> source = new ArrayList<>(noise);
    for (int key = 0; key < keys.size(); key++) {
      source.add(
          positions[key],
          keys.get(key)); // increasing positions, so that no insertion moves an earlier key
    }
    List<AlignmentLink> alignment =
        IntStream.range(0, keys.size())
            .mapToObj(key -> new AlignmentLink(positions[key], key))
            .toList();
    return new Example(source, keys, alignment);
  }
}
