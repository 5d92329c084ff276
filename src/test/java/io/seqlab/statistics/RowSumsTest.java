package io.seqlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums are those of doubles added in the order of the rows drawn, whatever stores the numbers. */
class RowSumsTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 30, 40_000, 2e6, 1e9, 0.3})
  void sumsAreThoseOfDoubles(double largest) {
    int rows = 900;
    int columns = 7;
    Random random = new Random(1);
    double[][] table = new double[rows][columns];
    for (double[] row : table) {
      for (int c = 0; c < columns; c++) {
        double x = (2 * random.nextDouble() - 1) * largest;
        row[c] = c > 4 ? row[c - 5] : largest == 0.3 ? x : Math.rint(x);
      }
    }
    table[0][0] = -largest;
    table[1][0] = largest;
    RowSums sums = RowSums.of(rows, columns, (r, c) -> table[r][c]);
    assertThat(sums.isExact()).isEqualTo(largest != 0.3 && largest * rows < 1L << 31);
    int[] any = random.ints(rows, 0, rows).toArray();
    int[] greatest = new int[rows];
    Arrays.fill(greatest, 1);
    for (int[] drawn : List.of(any, greatest)) {
      for (int count : new int[] {0, 1, rows}) {
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
}
