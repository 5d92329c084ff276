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
 * Assigns each possible source of a generated task to one split by its hash: a tenth to test, a
 * tenth to validation, the rest to training. Test sources therefore never occur in training, and
 * each split is generated independently. The assignment is the same for every seed of the examples,
 * so that no seed is tested on sources that another was trained on.
 *
 * <p>Sources of a template with fewer than {@value #MIN_SOURCES} possible sources, such as those of
 * length 1, may occur in all splits.
 */
final class HashSplit {
  private static final int MIN_SOURCES = 256;
  private static final double FRACTION = 0.1;

  private HashSplit() {}

  /**
   * All examples of a split. Each samples a template once, then sources until one belongs to the
   * split, so that templates have the same distribution in every split.
   */
  static List<Example> examples(
      String task,
      Split split,
      SplitSizes sizes,
      Function<UniformRandomProvider, ExampleTemplate> templates) {
    UniformRandomProvider random = RandomStream.of(sizes.streamSeed(), task + "/" + split.key(), 0);
    return Stream.generate(() -> example(split, templates.apply(random)))
        .limit(split.size(sizes))
        .toList();
  }

  private static Example example(Split split, ExampleTemplate template) {
    Example example;
    do {
      example = template.sampler().get();
    } while (!contains(split, String.join(" ", example.source()), template.possible()));
    return example;
  }

  /** Whether a source may occur in a split; {@code possible} counts the sources of its template. */
  static boolean contains(Split split, String source, double possible) {
    return possible < MIN_SOURCES || isAssigned(split, source);
  }

  /** Whether a source belongs to a split, however few its template has. */
  static boolean isAssigned(Split split, String source) {
    return split == assigned(source);
  }

  private static Split assigned(String source) {
    double position = (RandomStream.seed(0, source, 0) >>> 11) * 0x1p-53; // uniform over [0, 1)
    if (position < FRACTION) {
      return Split.TEST;
    }
    return position < 2 * FRACTION ? Split.VALID : Split.TRAIN;
  }
}
