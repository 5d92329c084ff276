package io.seqlab.data;

import io.seqlab.config.LengthRange;
import io.seqlab.config.SymbolTaskSpec;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Copy, reverse and sort: the length of a source is uniform over the range of its split, each
 * symbol uniform over 0 … symbols − 1 and written as a word. Sorting is by number. Sources are held
 * out as {@link HeldOut} says, among those of the same length.
 */
final class SymbolTask {
  private SymbolTask() {}

  static List<Example> generate(SymbolTaskSpec spec, Split split) {
    String stream = spec.type().name().toLowerCase(Locale.ROOT) + "/" + split.key();
    UniformRandomProvider random = RandomStream.of(0, stream, 0);
    LengthRange lengths =
        split.choose(spec.lengths().train(), spec.lengths().valid(), spec.lengths().test());
    return Stream.generate(() -> draw(spec, split, lengths, random))
        .limit(split.size(spec.examples()))
        .toList();
  }

  private static Example draw(
      SymbolTaskSpec spec, Split split, LengthRange lengths, UniformRandomProvider random) {
    int length = random.nextInt(lengths.min(), lengths.max() + 1);
    double possible = Math.pow(spec.symbols(), length);
    int[] source;
    do {
      source = random.ints(length, 0, spec.symbols()).toArray();
    } while (!HeldOut.allows(split, String.join(" ", words(source)), possible));
    return new Example(words(source), words(target(spec.type(), source)));
  }

  private static int[] target(SymbolTaskSpec.Kind kind, int[] source) {
    return switch (kind) {
      case COPY -> source;
      case REVERSE ->
          IntStream.range(0, source.length).map(i -> source[source.length - 1 - i]).toArray();
      case SORT -> IntStream.of(source).sorted().toArray();
    };
  }

  private static List<String> words(int[] symbols) {
    return IntStream.of(symbols).mapToObj(Integer::toString).collect(Collectors.toList());
  }
}
