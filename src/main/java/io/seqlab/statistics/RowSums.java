package io.seqlab.statistics;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sums of the columns of a table over drawn rows. Equal columns are stored and summed once. If all
 * numbers are integers, columns share a long, with as many bits each as their sums need, so that
 * one addition adds several; such sums are exact in any order. Other numbers are added in the order
 * of the rows that were drawn.
 */
final class RowSums {
  /** Doubles hold all integers up to this one. */
  private static final double LARGEST_EXACT = 0x1p53;

  private final int rows;
  private final int[] place;
  private final double[] least;

  /** How many bits the sum of a column needs. */
  private final int bits;

  /** How many columns share a long; doubles are stored instead if none can. */
  private final int lanes;

  private final long[][] packed;
  private final double[] doubles;

  private RowSums(int rows, int[] place, int bits, Buffer[] columns) {
    this.rows = rows;
    this.place = place;
    this.bits = bits;
    lanes = Long.SIZE / bits;
    least = Arrays.stream(columns).mapToDouble(column -> least(column, rows)).toArray();
    packed = lanes > 1 ? packed(columns) : null;
    doubles = lanes > 1 ? null : sideBySide(columns);
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
    double widest = 0;
    for (int c = 0; c < columns; c++) {
      double[] column = new double[rows];
      for (int r = 0; r < rows; r++) {
        column[r] = cells.at(r, c);
      }
      double largest = largestInteger(column);
      Buffer key = largest <= Short.MAX_VALUE ? shorts(column) : DoubleBuffer.wrap(column);
      Integer known = distinct.putIfAbsent(key, distinct.size());
      place[c] = known == null ? distinct.size() - 1 : known;
      // a row may be drawn as often as there are rows
      boolean exact = largest * rows <= LARGEST_EXACT;
      widest = Math.max(widest, exact ? rows * range(column) : LARGEST_EXACT);
    }
    int bits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros((long) widest));
    return new RowSums(rows, place, bits, distinct.keySet().toArray(Buffer[]::new));
  }

  /** The largest absolute value; infinity if one is not an integer. */
  private static double largestInteger(double[] column) {
    double largest = 0;
    for (double x : column) {
      largest = x == Math.rint(x) ? Math.max(largest, Math.abs(x)) : Double.POSITIVE_INFINITY;
    }
    return largest;
  }

  private static double range(double[] column) {
    return Arrays.stream(column).max().orElse(0) - Arrays.stream(column).min().orElse(0);
  }

  private static ShortBuffer shorts(double[] column) {
    short[] values = new short[column.length];
    for (int r = 0; r < values.length; r++) {
      values[r] = (short) column[r];
    }
    return ShortBuffer.wrap(values);
  }

  private static double at(Buffer column, int row) {
    return column instanceof ShortBuffer small ? small.get(row) : ((DoubleBuffer) column).get(row);
  }

  private static double least(Buffer column, int rows) {
    double least = Double.POSITIVE_INFINITY;
    for (int r = 0; r < rows; r++) {
      least = Math.min(least, at(column, r));
    }
    return least;
  }

  /** The columns side by side, row by row. */
  private double[] sideBySide(Buffer[] columns) {
    double[] table = new double[rows * columns.length];
    for (int c = 0; c < columns.length; c++) {
      for (int r = 0; r < rows; r++) {
        table[r * columns.length + c] = at(columns[c], r);
      }
    }
    return table;
  }

  /** As {@link #sideBySide}, each column above its least value, so that no sum borrows a bit. */
  private long[][] packed(Buffer[] columns) {
    long[][] table = new long[rows][words()];
    for (int c = 0; c < columns.length; c++) {
      for (int r = 0; r < rows; r++) {
        table[r][c / lanes] |= (long) (at(columns[c], r) - least[c]) << shift(c);
      }
    }
    return table;
  }

  private int words() {
    return (least.length + lanes - 1) / lanes;
  }

  private int shift(int column) {
    return column % lanes * bits;
  }

  /** Whether sums do not depend on the order of the rows. */
  boolean isExact() {
    return packed != null;
  }

  /**
   * The sum of each column.
   *
   * @param drawn rows, of which the first {@code count} are added, none more often than there are
   *     rows
   */
  double[] of(int[] drawn, int count) {
    double[] distinct = packed == null ? inOrder(drawn, count) : exact(drawn, count);
    double[] sums = new double[place.length];
    for (int c = 0; c < sums.length; c++) {
      sums[c] = distinct[place[c]];
    }
    return sums;
  }

  private double[] inOrder(int[] drawn, int count) {
    double[] sums = new double[least.length];
    for (int d = 0; d < count; d++) {
      int first = drawn[d] * sums.length;
      for (int c = 0; c < sums.length; c++) {
        sums[c] += doubles[first + c];
      }
    }
    return sums;
  }

  private double[] exact(int[] drawn, int count) {
    long[] words = new long[words()];
    int d = 0;
    for (; d + 4 <= count; d += 4) {
      add(
          packed[drawn[d]],
          packed[drawn[d + 1]],
          packed[drawn[d + 2]],
          packed[drawn[d + 3]],
          words);
    }
    for (; d < count; d++) {
      add(packed[drawn[d]], words);
    }
    double[] sums = new double[least.length];
    long mask = (1L << bits) - 1;
    for (int c = 0; c < sums.length; c++) {
      sums[c] = (words[c / lanes] >>> shift(c) & mask) + count * least[c];
    }
    return sums;
  }

  /** Four rows at once, so that the sums are loaded and stored less often. */
  private static void add(long[] a, long[] b, long[] c, long[] d, long[] sums) {
    for (int w = 0; w < sums.length; w++) {
      sums[w] += a[w] + b[w] + c[w] + d[w];
    }
  }

  private static void add(long[] row, long[] sums) {
    for (int w = 0; w < sums.length; w++) {
      sums[w] += row[w];
    }
  }
}
