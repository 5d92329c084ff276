package io.seqlab.report.figure;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Which axes of a figure are logarithmic. Costs follow powers of what they grow with, so that they
 * are straight lines in log-log; gradients fade by a factor a step, so that they are straight lines
 * over a linear distance.
 */
public record AxisScales(boolean logAcross, boolean logUp) {
  private static final Set<String> GROWTH = Set.of("length", "batch", "threads");
  private static final Set<String> COSTS = Set.of("seconds", "second", "mb", "flops", "depth");
  private static final Set<String> WAYS = Set.of("distance", "source_position");

  static AxisScales of(String measure, String dimension) {
    List<String> words = List.of(measure.split("_", -1));
    boolean growth = GROWTH.contains(dimension);
    boolean cost = growth && !Collections.disjoint(words, COSTS);
    boolean fading = WAYS.contains(dimension) && words.contains("gradient");
    return new AxisScales(growth, cost || fading);
  }
}
