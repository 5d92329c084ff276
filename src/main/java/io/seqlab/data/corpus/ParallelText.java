package io.seqlab.data.corpus;

import io.seqlab.data.core.DataException;
import io.seqlab.data.core.DropReason;
import io.seqlab.data.core.DroppedPairs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Line pairs of a text.
 *
 * @param dropped pairs of the text that are not among them
 */
public record ParallelText(List<TextPair> pairs, DroppedPairs dropped) {

  /**
   * Reads two parallel files.
   *
   * @throws DataException if the files differ in number of lines
   */
  public static List<TextPair> files(Path source, Path target) {
    return read(new ParallelReader(source, target), Integer.MAX_VALUE).pairs();
  }

  /**
   * A source and its target in one row, separated by a tab.
   *
   * @param location of the row, for messages
   * @throws DataException if the row is not a pair of plain text
   */
  public static TextPair pair(String row, String location) {
    String[] sides = PlainText.require(row, location).split("\t", -1);
    if (sides.length != 2) {
      throw new DataException(
          "%s: %d tabs; give a source and its target, separated by one tab",
          location, sides.length - 1);
    }
    return new TextPair(sides[0], sides[1]);
  }

  /**
   * Reads the first pairs, and the rest of the text as text only; closes the reader.
   *
   * @param limit number of pairs
   */
  static ParallelText read(PairReader reader, int limit) {
    try (reader) {
      List<TextPair> pairs = new ArrayList<>();
      forEach(reader, limit, pairs::add);
      return new ParallelText(
          pairs, new DroppedPairs(Map.of(DropReason.MALFORMED, reader.malformed())));
    }
  }

  /** Gives the first pairs one after another, and reads the rest of the text as text only. */
  static void forEach(PairReader reader, int limit, Consumer<TextPair> consumer) {
    Optional<TextPair> pair = reader.next();
    for (int read = 1; pair.isPresent(); read++) {
      consumer.accept(pair.get());
      pair = read < limit ? reader.next() : Optional.empty();
    }
    reader.finish();
  }
}
