package io.seqlab.data.core;

import java.util.IntSummaryStatistics;
import java.util.List;

/**
 * Statistics of the sources or the targets of a split.
 *
 * @param tokens number of tokens, end of sequence excluded
 * @param types number of different tokens
 * @param shortest length of the shortest sequence in tokens
 * @param longest length of the longest sequence in tokens
 */
public record SideStats(long tokens, long types, double meanLength, int shortest, int longest) {

  static SideStats of(List<List<String>> sequences) {
    IntSummaryStatistics lengths = sequences.stream().mapToInt(List::size).summaryStatistics();
    long types = sequences.stream().flatMap(List::stream).distinct().count();
    return new SideStats(
        lengths.getSum(), types, lengths.getAverage(), lengths.getMin(), lengths.getMax());
  }
}
