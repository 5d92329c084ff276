package io.seqlab.statistics;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sums of the columns of a table over drawn rows. Equal columns are stored and summed once.
 * Integers are stored in the fewest bytes that their sums need, as those are exact in any order;
 * other numbers are added in the order of the rows that were drawn.
 */
final class RowSums {
  private final int rows;
  private final int[] place;
  private final int width;
  private final short[] shorts;
  private final int[] ints;
  private final double[] doubles;

  private RowSums(int rows, int[] place, int width, short[] shorts, int[] ints, double[] doubles) {
    this.rows = rows;
    this.place = place;
    this.width = width;
    this.shorts = shorts;
    this.ints = ints;
    this.doubles = doubles;
  }

  /** One number of the table. */
  @FunctionalInterface
  interface Cells {
    double at(int row, int column);
  }

  /** A table of so many rows and columns. */
  static RowSums of(int rows, int columns, Cells cells) {
    Map<Buffer, Integer> distinct = new LinkedHashMap<>();
    int[] place = new int[columns];
    double most = 0;
    for (int c = 0; c < columns; c++) {
      double[] column = new double[rows];
      for (int r = 0; r < rows; r++) {
        column[r] = cells.at(r, c);
      }
      double largest = largestInteger(column);
      Buffer key = largest <= Short.MAX_VALUE ? shorts(column) : DoubleBuffer.wrap(column);
      Integer known = distinct.putIfAbsent(key, distinct.size());
      place[c] = known == null ? distinct.size() - 1 : known;
      most = Math.max(most, largest);
    }
    Buffer[] all = distinct.keySet().toArray(Buffer[]::new);
    double sum = most * rows; // a row may be drawn as often as there are rows
    return new RowSums(
        rows,
        place,
        all.length,
        sum <= Short.MAX_VALUE ? (short[]) fill(all, rows, new short[all.length * rows]) : null,
        sum > Short.MAX_VALUE && sum <= Integer.MAX_VALUE
            ? (int[]) fill(all, rows, new int[all.length * rows])
            : null,
        sum <= Integer.MAX_VALUE
            ? null
            : (double[]) fill(all, rows, new double[all.length * rows]));
  }

  /** The largest absolute value; infinity if one is not an integer. */
  private static double largestInteger(double[] column) {
    double largest = 0;
    for (double x : column) {
      largest = x == Math.rint(x) ? Math.max(largest, Math.abs(x)) : Double.POSITIVE_INFINITY;
    }
    return largest;
  }

  private static ShortBuffer shorts(double[] column) {
    short[] values = new short[column.length];
    for (int r = 0; r < values.length; r++) {
      values[r] = (short) column[r];
    }
    return ShortBuffer.wrap(values);
  }

  /** The columns side by side, row by row. */
  private static Object fill(Buffer[] columns, int rows, Object table) {
    for (int c = 0; c < columns.length; c++) {
      for (int r = 0; r < rows; r++) {
        int at = r * columns.length + c;
        double value =
            columns[c] instanceof ShortBuffer small
                ? small.get(r)
                : ((DoubleBuffer) columns[c]).get(r);
        if (table instanceof short[] all) {
          all[at] = (short) value;
        } else if (table instanceof int[] all) {
          all[at] = (int) value;
        } else {
          ((double[]) table)[at] = value;
        }
      }
    }
    return table;
  }

  /** Whether sums do not depend on the order of the rows. */
  boolean isExact() {
    return doubles == null;
  }

  /**
   * The sum of each column.
   *
   * @param drawn rows, of which the first {@code count} are added, none more often than there are
   *     rows
   */
  double[] of(int[] drawn, int count) {
    double[] distinct = new double[width];
    if (doubles != null) {
      for (int d = 0; d < count; d++) {
        int first = drawn[d] * width;
        for (int c = 0; c < width; c++) {
          distinct[c] += doubles[first + c];
        }
      }
    } else {
      int[] times = new int[rows];
      for (int d = 0; d < count; d++) {
        times[drawn[d]]++;
      }
      if (shorts != null) {
        addShorts(times, distinct);
      } else {
        addInts(times, distinct);
      }
    }
    double[] sums = new double[place.length];
    Arrays.setAll(sums, c -> distinct[place[c]]);
    return sums;
  }

  private void addShorts(int[] times, double[] into) {
    short[] sums = new short[width];
    for (int r = 0; r < rows; r++) {
      if (times[r] > 0) {
        add(shorts, r * width, (short) times[r], sums);
      }
    }
    Arrays.setAll(into, c -> sums[c]);
  }

  private static void add(short[] table, int first, short times, short[] sums) {
    if (times == 1) {
      for (int c = 0; c < sums.length; c++) {
        sums[c] += table[first + c];
      }
    } else {
      for (int c = 0; c < sums.length; c++) {
        sums[c] += (short) (times * table[first + c]);
      }
    }
  }

  private void addInts(int[] times, double[] into) {
    int[] sums = new int[width];
    for (int r = 0; r < rows; r++) {
      if (times[r] > 0) {
        add(ints, r * width, times[r], sums);
      }
    }
    Arrays.setAll(into, c -> sums[c]);
  }

  private static void add(int[] table, int first, int times, int[] sums) {
    for (int c = 0; c < sums.length; c++) {
      sums[c] += times * table[first + c];
    }
  }
}
