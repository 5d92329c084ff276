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
 * range of the split, the places of the keys are any, and each token is drawn by itself. Sources
 * are held out as {@link HashSplit} says, among those of the same length.
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
              draws -> example(keys.draw(draws, spec.keys()), noise.draw(draws, length), draws));
        });
  }

  private static Example example(
      List<String> keys, List<String> noise, UniformRandomProvider random) {
    int[] places = PositionSampling.choose(random, keys.size(), keys.size() + noise.size());
    List<String> source = new ArrayList<>(noise);
    for (int key = 0; key < keys.size(); key++) {
      source.add(places[key], keys.get(key)); // places rise, so none moves a key set before
    }
    List<AlignmentLink> alignment =
        IntStream.range(0, keys.size())
            .mapToObj(key -> new AlignmentLink(places[key], key))
            .toList();
    return new Example(source, keys, alignment);
  }
}
