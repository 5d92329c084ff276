package io.seqlab.data.task;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** The different symbols of a generated task. */
record Alphabet(List<String> symbols) {

  /** Symbols that consist of the prefix and a number from 0. */
  static Alphabet of(String prefix, int size) {
    return new Alphabet(IntStream.range(0, size).mapToObj(i -> prefix + i).toList());
  }

  int size() {
    return symbols.size();
  }

  /** The symbols at these indices. */
  List<String> symbols(int[] indices) {
    return IntStream.of(indices).mapToObj(symbols::get).toList();
  }

  /** A uniformly random symbol. */
  String sample(UniformRandomProvider random) {
    return symbols.get(random.nextInt(size()));
  }

  /** Independent uniformly random symbols. */
  List<String> sample(UniformRandomProvider random, int count) {
    return symbols(random.ints(count, 0, size()).toArray());
  }
}
