package io.seqlab.config.measure;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Integer points of a dimension: those listed, or all from first to last.
 *
 * @param listed in increasing order; empty if every integer from first to last is a point
 */
public record AxisPoints(int first, int last, List<Integer> listed) {
  /** The integers from first to last; none if last is below first. */
  public static AxisPoints between(int first, int last) {
    return new AxisPoints(first, Math.max(last, first - 1), List.of());
  }

  /** These points, in increasing order. */
  public static AxisPoints of(List<Integer> points) {
    if (points.isEmpty()) {
      return between(1, 0);
    }
    int first = points.get(0);
    int last = points.get(points.size() - 1);
    return new AxisPoints(first, last, last - first + 1 == points.size() ? List.of() : points);
  }

  /** The points that are also in another axis. */
  public AxisPoints intersect(AxisPoints other) {
    return listed.isEmpty() && !other.listed.isEmpty()
        ? other.intersect(this)
        : between(Math.max(first, other.first), Math.min(last, other.last))
            .filtered(listed, point -> other.listed.isEmpty() || other.listed.contains(point));
  }

  /** Those of some points that lie between first and last; all integers if none are given. */
  private AxisPoints filtered(List<Integer> points, IntPredicate kept) {
    return points.isEmpty()
        ? this
        : of(
            points.stream()
                .filter(point -> point >= first && point <= last && kept.test(point))
                .toList());
  }

  /** Number of points. */
  public int size() {
    return listed.isEmpty() ? last - first + 1 : listed.size();
  }

  /** As text: {@code 16, 32} or {@code 1 to 20}. */
  public String describe() {
    IntStream few = size() <= 2 ? IntStream.rangeClosed(first, last) : IntStream.empty();
    String points =
        (listed.isEmpty() ? few.boxed() : listed.stream())
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    return points.isEmpty() ? first + " to " + last : points;
  }
}
