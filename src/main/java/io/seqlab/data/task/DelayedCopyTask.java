package io.seqlab.data.task;

import io.seqlab.config.task.DelayedCopyTaskSpec;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Copying after a delay: "4 7 1 _ _ _ _" to "4 7 1". The number of blanks is uniform over the range
 * of the split, each symbol uniform over 0 … symbols − 1. {@link HashSplit} splits sources of the
 * same delay.
 *
 * <p>After the memory task of Hochreiter and Schmidhuber 1997 in the form of Arjovsky, Shah and
 * Bengio 2016, whose 8 symbols and size 10 are the defaults.
 */
public final class DelayedCopyTask {
  private static final String BLANK = "_";

  private DelayedCopyTask() {}

  public static List<Example> generate(DelayedCopyTaskSpec spec, Split split) {
    Alphabet symbols = Alphabet.of("", spec.symbols());
    List<AlignmentLink> diagonal =
        IntStream.range(0, spec.size()).mapToObj(i -> new AlignmentLink(i, i)).toList();
    return HashSplit.examples(
        "delayed_copy",
        split,
        spec.examples(),
        random -> {
          List<String> blanks = Collections.nCopies(split.length(spec.delay(), random), BLANK);
          return new ExampleTemplate(
              Math.pow(spec.symbols(), spec.size()),
              () -> {
                List<String> copied = symbols.sample(random, spec.size());
                List<String> source = Stream.concat(copied.stream(), blanks.stream()).toList();
                return new Example(source, copied, diagonal);
              });
        });
  }
}
