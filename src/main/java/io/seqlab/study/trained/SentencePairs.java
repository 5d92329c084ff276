package io.seqlab.study.trained;

import io.seqlab.data.corpus.ParallelText;
import io.seqlab.data.corpus.TextPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sources and their targets as text, from files or one after another. */
public final class SentencePairs {
  private final List<TextPair> pairs = new ArrayList<>();

  /** The lines of two parallel files. */
  public static SentencePairs files(Path source, Path target) {
    SentencePairs pairs = new SentencePairs();
    pairs.pairs.addAll(ParallelText.files(source, target));
    return pairs;
  }

  /**
   * Adds a source and its target, separated by a tab.
   *
   * @param location of the row, for messages
   * @throws io.seqlab.data.core.DataException if the row is not a pair of plain text
   */
  public void add(String row, String location) {
    pairs.add(ParallelText.pair(row, location));
  }

  List<TextPair> pairs() {
    return pairs;
  }
}
