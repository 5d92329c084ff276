package io.seqlab.data;

import io.seqlab.config.task.ExampleLengths;
import io.seqlab.config.task.ExampleLengths.Sides;
import io.seqlab.config.task.SplitSizes;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.ExampleStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Memory of examples in Java's heap: known from the definition of a generated task, counted for
 * loaded examples.
 */
public final class ExampleMemory {
  private static final double MIB = 1L << 20;
  private static final double GIB = 1L << 30;

  /** Bytes of an example beside its tokens: records, lists and arrays, as text and as ids. */
  private static final double EXAMPLE = 260;

  /** Bytes of a token: its place in the list and its id. */
  private static final double TOKEN = 8;

  /** Bytes of an alignment link, with its place in the list. */
  private static final double LINK = 28;

  /** Bytes of the text of a token that was read from a file; generated examples share theirs. */
  private static final double TEXT = 56;

  private ExampleMemory() {}

  /** Estimated bytes in Java's heap of the examples of all splits; 0 for a corpus. */
  public static double bytes(TaskSpec task) {
    Optional<ExampleLengths> lengths = ExampleLengths.of(task);
    Optional<SplitSizes> counts = task.exampleCounts();
    if (lengths.isEmpty() || counts.isEmpty()) {
      return 0;
    }
    return bytes(counts.get().train(), lengths.get().train())
        + bytes(counts.get().valid(), lengths.get().valid())
        + bytes(counts.get().test(), lengths.get().test());
  }

  private static double bytes(int count, Sides sides) {
    double sources = (sides.minSource() + (double) sides.maxSource()) / 2;
    double targets = (sides.minTarget() + (double) sides.maxTarget()) / 2;
    return count * (EXAMPLE + TOKEN * sources + (TOKEN + LINK) * targets);
  }

  /**
   * Estimated bytes in Java's heap of loaded examples.
   *
   * @param generated whether tokens share their text
   */
  public static double bytes(TaskData data, boolean generated) {
    double token = generated ? TOKEN : TOKEN + TEXT;
    List<Example> train = data.train() instanceof ExampleStream ? List.of() : data.train();
    double held = data.train() instanceof ExampleStream stream ? held(stream) : 0;
    return held
        + Stream.of(train, data.valid(), data.test())
            .flatMap(List::stream)
            .mapToDouble(
                example ->
                    EXAMPLE
                        + token * (example.source().size() + example.target().size())
                        + LINK * example.alignment().size())
            .sum();
  }

  /** The pairs of a stream that are in memory at once, as ids: the buffer is the most of them. */
  private static double held(ExampleStream stream) {
    ExampleStream.Summary text = stream.summary();
    double tokens = text.sourceTokens() + text.targetTokens();
    return Math.min(stream.shuffleBuffer(), text.examples())
        * (EXAMPLE + TOKEN * tokens / text.examples());
  }

  /**
   * Rejects tasks whose examples do not fit into Java's heap together, before they are generated.
   *
   * @throws DataException if they do not fit
   */
  public static void requireFit(Collection<TaskSpec> tasks) {
    double bytes = tasks.stream().mapToDouble(ExampleMemory::bytes).sum();
    double heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap) {
      throw new DataException(
          "the generated examples need about %s of memory, but Java's heap is limited to %s; lower the numbers of examples or their lengths in task, or set a larger heap with SEQLAB_JAVA_OPTS=-Xmx%.0fg",
          text(bytes), text(heap), Math.ceil(1.5 * bytes / GIB));
    }
  }

  /** A number of bytes as text: {@code 1.5 GiB}, {@code 128 MiB}. */
  public static String text(double bytes) {
    return bytes < GIB
        ? String.format(Locale.ROOT, "%,.0f MiB", bytes / MIB)
        : String.format(Locale.ROOT, "%,.1f GiB", bytes / GIB);
  }
}
