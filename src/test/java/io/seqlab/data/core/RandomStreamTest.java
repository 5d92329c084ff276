package io.seqlab.data.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

  /** Saved runs depend on these numbers: a change here makes every one of them stale. */
  @Test
  void neverChanges() {
    assertThat(RandomStream.seed(0, "", 0)).isEqualTo(-6432326792359406964L);
    assertThat(RandomStream.seed(1, "batches", 7)).isEqualTo(7476805689683570025L);
    assertThat(RandomStream.seed(-1, "dropout/ü", Long.MAX_VALUE)).isEqualTo(2666955186456667849L);
    UniformRandomProvider random = RandomStream.of(1, "batches", 7);
    assertThat(random.nextLong()).isEqualTo(-4610996399266678269L);
    assertThat(random.nextInt(1000)).isEqualTo(783);
  }

  @Test
  void differsInSeedNameAndStep() {
    Set<Long> seeds = new HashSet<>();
    for (long seed = -5; seed < 5; seed++) {
      for (String name : new String[] {"a", "b", "ab", "ba", "a/b", ""}) {
        for (long step = 0; step < 100; step++) {
          seeds.add(RandomStream.seed(seed, name, step));
        }
      }
    }
    assertThat(seeds).hasSize(10 * 6 * 100);
  }

  @Test
  void neighbouringStepsDifferInHalfTheirBits() {
    long changed = 0;
    for (long step = 0; step < 1000; step++) {
      changed +=
          Long.bitCount(RandomStream.seed(3, "x", step) ^ RandomStream.seed(3, "x", step + 1));
      changed +=
          Long.bitCount(RandomStream.seed(step, "x", 3) ^ RandomStream.seed(step + 1, "x", 3));
    }
    assertThat(changed / 2000.0).isBetween(31.0, 33.0);
  }

  @Property(tries = 50)
  void isAFunctionOfItsThreeArguments(@ForAll long seed, @ForAll String name, @ForAll long step) {
    UniformRandomProvider one = RandomStream.of(seed, name, step);
    UniformRandomProvider other = RandomStream.of(seed, name, step);
    assertThat(one.longs(5).toArray()).containsExactly(other.longs(5).toArray());
  }
}
