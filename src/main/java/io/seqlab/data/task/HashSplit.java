package io.seqlab.data.task;

import io.seqlab.config.task.SplitSizes;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.RandomStream;
import io.seqlab.data.core.Split;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Parts the possible sources of a generated task between its splits, by a hash of each source: a
 * tenth may stand in test only, a tenth in valid only, the rest in train only. So a test source is
 * never one seen in training, and each split is generated without the others.
 *
 * <p>Where there are fewer than {@value #SMALL} sources of a kind (say, of length 1), they are not
 * parted: any may stand in any split.
 */
final class HashSplit {
  private static final int SMALL = 256;
  private static final double SHARE = 0.1;

  private HashSplit() {}

  /**
   * All examples of a split. Each chooses its form, then draws until its source may stand in the
   * split, so that every split has the forms as often as they are chosen.
   */
  static List<Example> examples(
      String task,
      Split split,
      SplitSizes sizes,
      Function<UniformRandomProvider, ExampleTemplate> forms) {
    UniformRandomProvider random = RandomStream.of(0, task + "/" + split.key(), 0);
    return Stream.generate(() -> example(split, forms.apply(random), random))
        .limit(split.size(sizes))
        .toList();
  }

  private static Example example(Split split, ExampleTemplate form, UniformRandomProvider random) {
    Example example;
    do {
      example = form.draw().apply(random);
    } while (!allows(split, String.join(" ", example.source()), form.possible()));
    return example;
  }

  /** Whether a source may stand in a split; {@code possible} counts the sources of its kind. */
  static boolean allows(Split split, String source, double possible) {
    return possible < SMALL || split == home(source);
  }

  private static Split home(String source) {
    double position = (RandomStream.seed(0, source, 0) >>> 11) * 0x1p-53; // uniform over [0, 1)
    if (position < SHARE) {
      return Split.TEST;
    }
    return position < 2 * SHARE ? Split.VALID : Split.TRAIN;
  }
}
