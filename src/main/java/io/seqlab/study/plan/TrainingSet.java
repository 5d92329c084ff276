package io.seqlab.study.plan;

import io.seqlab.data.core.Example;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The sources, targets and pairs of a training split that may stand in other splits too, as 64-bit
 * hashes, in the memory of the other splits. Two of n different sequences have the same hash with
 * probability n²/2⁶⁵.
 *
 * @param sources sorted
 * @param targets sorted
 * @param pairs sorted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TrainingSet(long[] sources, long[] targets, long[] pairs) {
  /** Without a training split. */
  public static final TrainingSet NONE = of(List.of(), List.of());

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final int END_OF_TOKEN = 1 << 16; // no UTF-16 unit
  private static final int END_OF_SEQUENCE = 1 << 17;

  /**
   * Reads a training split once.
   *
   * @param others splits whose examples are looked for
   */
  public static TrainingSet of(List<Example> train, List<List<Example>> others) {
    Wanted sources = new Wanted(others, TrainingSet::sourceHash);
    Wanted targets = new Wanted(others, TrainingSet::targetHash);
    Wanted pairs = new Wanted(others, TrainingSet::pairHash);
    for (Example example : train) {
      sources.look(example);
      targets.look(example);
      pairs.look(example);
    }
    return new TrainingSet(sources.found(), targets.found(), pairs.found());
  }

  /** Hashes that are looked for. */
  private static final class Wanted {
    private final ToLongFunction<Example> hash;
    private final long[] sorted;
    private final BitSet found = new BitSet();

    Wanted(List<List<Example>> examples, ToLongFunction<Example> hash) {
      this.hash = hash;
      sorted =
          examples.stream().flatMap(List::stream).mapToLong(hash).sorted().distinct().toArray();
    }

    void look(Example example) {
      int place = Arrays.binarySearch(sorted, hash.applyAsLong(example));
      if (place >= 0) {
        found.set(place);
      }
    }

    long[] found() {
      return found.stream().mapToLong(place -> sorted[place]).toArray();
    }
  }

  /**
   * Examples that stand in the training split too.
   *
   * @param sources examples whose source does
   * @param targets examples whose target does, with any source
   * @param pairs examples whose source does with the same target
   */
  public record Overlap(long sources, long targets, long pairs) {
    public static final Overlap NONE = new Overlap(0, 0, 0);
  }

  public Overlap with(List<Example> examples) {
    return new Overlap(
        examples.stream().filter(e -> contains(sources, sourceHash(e))).count(),
        examples.stream().filter(e -> contains(targets, targetHash(e))).count(),
        examples.stream().filter(e -> contains(pairs, pairHash(e))).count());
  }

  private static boolean contains(long[] sorted, long hash) {
    return Arrays.binarySearch(sorted, hash) >= 0;
  }

  private static long sourceHash(Example example) {
    return hash(0, example.source());
  }

  private static long targetHash(Example example) {
    return hash(0, example.target());
  }

  private static long pairHash(Example example) {
    return hash(sourceHash(example), example.target());
  }

  private static long hash(long start, List<String> tokens) {
    long hash = start;
    for (String token : tokens) {
      for (int i = 0; i < token.length(); i++) {
        hash = next(hash, token.charAt(i));
      }
      hash = next(hash, END_OF_TOKEN);
    }
    return next(hash, END_OF_SEQUENCE);
  }

  /**
   * A bijection of the hash for each symbol: the output function of SplitMix64 (Steele et al.
   * 2014).
   */
  private static long next(long hash, int symbol) {
    long z = hash + GOLDEN_GAMMA + symbol;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
