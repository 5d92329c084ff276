package io.seqlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums are those of doubles added in the order of the rows drawn, whatever stores the numbers. */
class RowSumsTest {
  @ParameterizedTest
  @ValueSource(doubles = {1, 30, 40_000, 1e9, 0.3})
  void sumsAreThoseOfDoubles(double largest) {
    int rows = 900;
    int columns = 7;
    Random random = new Random(1);
    double[][] table = new double[rows][columns];
    for (double[] row : table) {
      for (int c = 0; c < columns; c++) {
        double x = (2 * random.nextDouble() - 1) * largest;
        row[c] = c > 4 ? row[c - 5] : largest < 1 ? x : Math.rint(x);
      }
    }
    RowSums sums = RowSums.of(rows, columns, (r, c) -> table[r][c]);
    assertThat(sums.isExact()).isEqualTo(largest >= 1 && largest * rows < 1L << 31);
    for (int count : new int[] {0, 1, rows}) {
      int[] drawn = IntStream.range(0, rows).map(i -> random.nextInt(rows)).toArray();
      double[] expected = new double[columns];
      for (int d = 0; d < count; d++) {
        for (int c = 0; c < columns; c++) {
          expected[c] += table[drawn[d]][c];
        }
      }
      assertThat(sums.of(drawn, count)).isEqualTo(expected);
    }
  }
}
