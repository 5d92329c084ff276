package io.seqlab.data.task;

import io.seqlab.config.task.AdditionTaskSpec;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.RandomStream;
import io.seqlab.data.core.Split;
import io.seqlab.data.text.Tokenizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Sums of two numbers in characters: "12+345" to "357", or "543+21" to "357" when reversed. Each
 * number has 1 to {@code digits} digits, uniformly, and is uniform over the numbers with these
 * digits; with {@code distinct}, pairs that were drawn before are drawn anew. {@link HashSplit}
 * splits unordered pairs of numbers with the same digit counts.
 */
public final class AdditionTask {
  private AdditionTask() {}

  public static List<Example> generate(AdditionTaskSpec spec, Split split) {
    UniformRandomProvider random =
        RandomStream.of(spec.examples().streamSeed(), "addition/" + split.key(), 0);
    Set<String> drawn = new HashSet<>();
    return Stream.generate(() -> numbers(spec, split, random))
        .filter(numbers -> !spec.distinct() || drawn.add(numbers.key()))
        .limit(split.size(spec.examples()))
        .map(numbers -> numbers.example(spec.reversed()))
        .toList();
  }

  private static Numbers numbers(AdditionTaskSpec spec, Split split, UniformRandomProvider random) {
    int leftDigits = random.nextInt(1, spec.digits() + 1);
    int rightDigits = random.nextInt(1, spec.digits() + 1);
    double ordered = (double) numbersWith(leftDigits) * numbersWith(rightDigits);
    double possible = leftDigits == rightDigits ? ordered / 2 : ordered;
    Numbers numbers;
    do {
      numbers = new Numbers(number(leftDigits, random), number(rightDigits, random));
    } while (spec.distinct()
        ? !HashSplit.isAssigned(split, numbers.key())
        : !HashSplit.contains(split, numbers.key(), possible));
    return numbers;
  }

  private record Numbers(int left, int right) {
    /** Of the unordered pair. */
    String key() {
      return Math.min(left, right) + "+" + Math.max(left, right);
    }

    Example example(boolean reversed) {
      String source = left + "+" + right;
      String written = reversed ? new StringBuilder(source).reverse().toString() : source;
      return new Example(
          Tokenizer.CHAR.tokenize(written),
          Tokenizer.CHAR.tokenize(Integer.toString(left + right)));
    }
  }

  private static int number(int digits, UniformRandomProvider random) {
    return smallest(digits) + random.nextInt(numbersWith(digits));
  }

  private static int numbersWith(int digits) {
    return digits == 1 ? 10 : 9 * smallest(digits);
  }

  /** 0, 10, 100, … */
  private static int smallest(int digits) {
    return digits == 1 ? 0 : (int) Math.pow(10, digits - 1);
  }
}
