package io.seqlab.report.figure;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Which axes of a figure are logarithmic. Costs are power laws of the problem size, hence straight
 * lines on log-log axes; gradients decay exponentially with distance, hence straight lines on a log
 * y axis.
 */
public record AxisScales(boolean logX, boolean logY) {
  private static final Set<String> SIZES = Set.of("length", "batch", "threads");
  private static final Set<String> COSTS = Set.of("seconds", "second", "mb", "flops", "depth");
  private static final Set<String> DISTANCES = Set.of("distance", "source_position");

  static AxisScales of(String measure, String dimension) {
    List<String> words = List.of(measure.split("_", -1));
    boolean overSize = SIZES.contains(dimension);
    boolean cost = overSize && !Collections.disjoint(words, COSTS);
    boolean gradient = DISTANCES.contains(dimension) && words.contains("gradient");
    return new AxisScales(overSize, cost || gradient);
  }
}
