package io.seqlab.data.task;

import io.seqlab.config.task.SymbolTaskSpec;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Copy, reverse and sort: the length of a source is uniform over the range of its split, each
 * symbol uniform over 0 … symbols − 1. Sorting is by number. {@link HashSplit} splits sources of
 * the same length. The alignment of a copied or reversed symbol is known; that of a sorted one is
 * not, since equal symbols cannot be told apart.
 */
public final class SymbolTask {
  private SymbolTask() {}

  public static List<Example> generate(SymbolTaskSpec spec, Split split) {
    Alphabet symbols = Alphabet.of("", spec.symbols());
    return HashSplit.examples(
        spec.type().name().toLowerCase(Locale.ROOT),
        split,
        spec.examples(),
        random -> {
          int length = split.length(spec.lengths(), random);
          return new ExampleTemplate(
              Math.pow(spec.symbols(), length),
              () ->
                  example(spec.type(), random.ints(length, 0, spec.symbols()).toArray(), symbols));
        });
  }

  private static Example example(SymbolTaskSpec.Kind kind, int[] source, Alphabet symbols) {
    int length = source.length;
    return switch (kind) {
      case COPY -> mapped(source, IntStream.range(0, length).toArray(), symbols);
      case REVERSE ->
          mapped(source, IntStream.range(0, length).map(i -> length - 1 - i).toArray(), symbols);
      case SORT ->
          new Example(
              symbols.symbols(source), symbols.symbols(IntStream.of(source).sorted().toArray()));
    };
  }

  /** A target whose symbols are those at these source positions. */
  private static Example mapped(int[] source, int[] from, Alphabet symbols) {
    return new Example(
        symbols.symbols(source),
        symbols.symbols(IntStream.of(from).map(i -> source[i]).toArray()),
        IntStream.range(0, from.length).mapToObj(i -> new AlignmentLink(from[i], i)).toList());
  }
}
