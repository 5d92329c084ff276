package io.seqlab.data.task;

import io.seqlab.config.task.ParityTaskSpec;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import java.util.Arrays;
import java.util.List;

/**
 * Parity of random bits: "1 0 1 1" to "odd", or running to "odd odd even odd". The length is
 * uniform over the range of the split. {@link HashSplit} splits sources of the same length. There
 * is no gold alignment, as an answer depends on all bits up to it.
 */
public final class ParityTask {
  private static final Alphabet BITS = Alphabet.of("", 2);
  private static final Alphabet ANSWERS = new Alphabet(List.of("even", "odd"));

  private ParityTask() {}

  public static List<Example> generate(ParityTaskSpec spec, Split split) {
    return HashSplit.examples(
        "parity",
        split,
        spec.examples(),
        random -> {
          int length = split.length(spec.lengths(), random);
          return new ExampleTemplate(
              Math.pow(2, length),
              () -> example(random.ints(length, 0, 2).toArray(), spec.running()));
        });
  }

  private static Example example(int[] bits, boolean running) {
    int[] parities = bits.clone();
    Arrays.parallelPrefix(parities, (sum, bit) -> sum ^ bit);
    List<String> answers = ANSWERS.symbols(parities);
    return new Example(
        BITS.symbols(bits), running ? answers : answers.subList(bits.length - 1, bits.length));
  }
}
