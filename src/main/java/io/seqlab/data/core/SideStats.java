package io.seqlab.data.core;

import java.util.IntSummaryStatistics;
import java.util.List;

/**
 * One side of a split in numbers.
 *
 * @param tokens all tokens, ends of sequence not counted
 * @param types different tokens
 * @param shortest tokens of the shortest sequence
 * @param longest tokens of the longest sequence
 */
public record SideStats(long tokens, long types, double meanLength, int shortest, int longest) {

  static SideStats of(List<List<String>> sequences) {
    IntSummaryStatistics lengths = sequences.stream().mapToInt(List::size).summaryStatistics();
    long types = sequences.stream().flatMap(List::stream).distinct().count();
    return new SideStats(
        lengths.getSum(), types, lengths.getAverage(), lengths.getMin(), lengths.getMax());
  }
}
