package io.seqlab.data.corpus;

import io.seqlab.data.core.DropReason;
import io.seqlab.data.core.DroppedPairs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Line pairs of a text.
 *
 * @param dropped pairs of the text that are not among them
 */
public record ParallelText(List<TextPair> pairs, DroppedPairs dropped) {

  /**
   * Reads two parallel files.
   *
   * @throws io.seqlab.data.core.DataException if the files differ in number of lines
   */
  public static List<TextPair> files(Path source, Path target) {
    return read(new ParallelReader(source, target), Integer.MAX_VALUE).pairs();
  }

  /**
   * Reads the first pairs, and the rest of the text as text only; closes the reader.
   *
   * @param limit number of pairs
   */
  static ParallelText read(PairReader reader, int limit) {
    try (reader) {
      List<TextPair> pairs = new ArrayList<>();
      Optional<TextPair> pair = reader.next();
      while (pair.isPresent()) {
        pairs.add(pair.get());
        pair = pairs.size() < limit ? reader.next() : Optional.empty();
      }
      reader.finish();
      return new ParallelText(
          pairs, new DroppedPairs(Map.of(DropReason.MALFORMED, reader.malformed())));
    }
  }
}
