package io.seqlab.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.model.ModelFixture;
import io.seqlab.probe.cost.ResidentMemory;
import io.seqlab.study.bench.BenchFamily;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 2,000 decodes of each family, by greedy and beam search in turns: what is alive after the first
 * hundred is all there ever is. Prints the figures.
 */
@Tag("slow")
class DecodingMemoryTest {
  private static final int DECODES = 2000;
  private static final List<String> DECODING =
      List.of("{max_length: 20}", "{max_length: 20, beam: 4}");

  /** Live arrays and resident memory in MiB after a number of decodes. */
  private record Sample(int arrays, double residentMb) {}

  @ParameterizedTest
  @EnumSource(BenchFamily.class)
  void twoThousandDecodes(BenchFamily family) {
    Random random = new Random(1);
    Map<Integer, Sample> samples = new TreeMap<>();
    try (ModelFixture fixture = new ModelFixture(family.model(64, 64), 1)) {
      for (int i = 1; i <= DECODES; i++) {
        int[][] sources = ModelFixture.sequences(random, 4, 19);
        Searches.search(fixture, DECODING.get(i % 2), Wanted.TOKENS, sources);
        if (i == 100 || i % 500 == 0) {
          ResidentMemory.resetPeak(); // to what is resident now
          int arrays = fixture.manager().getManagedArrays().size();
          samples.put(i, new Sample(arrays, ResidentMemory.peakMb()));
        }
      }
    }
    samples.forEach(
        (i, s) ->
            System.out.printf(
                "%s decode %d: %d live arrays, %.0f MiB resident%n",
                family.key(), i, s.arrays(), s.residentMb()));
    assertThat(samples.get(DECODES).arrays()).isEqualTo(samples.get(100).arrays());
    assertThat(samples.get(DECODES).residentMb()).isLessThan(samples.get(100).residentMb() * 1.1);
  }
}
