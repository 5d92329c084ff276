package io.seqlab.data.task;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** The different words that a task draws from. */
record Alphabet(List<String> words) {

  /** A prefix and a number from 0. */
  static Alphabet of(String prefix, int size) {
    return new Alphabet(IntStream.range(0, size).mapToObj(i -> prefix + i).toList());
  }

  int size() {
    return words.size();
  }

  /** The words of these numbers. */
  List<String> words(int[] numbers) {
    return IntStream.of(numbers).mapToObj(words::get).toList();
  }

  /** One word, each as likely as any other. */
  String draw(UniformRandomProvider random) {
    return words.get(random.nextInt(size()));
  }

  /** So many words, each drawn by itself. */
  List<String> draw(UniformRandomProvider random, int count) {
    return words(random.ints(count, 0, size()).toArray());
  }
}
