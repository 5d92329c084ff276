package io.seqlab.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AlignmentErrorRateTest {
  @Test
  void equalsValuesComputedByHand() {
    List<Set<String>> gold = List.of(Set.of("0-0", "1-2", "2-1"), Set.of("0-0"));
    assertThat(AlignmentErrorRate.corpus(gold, gold)).isZero();
    List<Set<String>> predicted = List.of(Set.of("0-0", "1-1"), Set.of());
    // One of two predicted links is among four gold links.
    assertThat(AlignmentErrorRate.corpus(predicted, gold)).isCloseTo(1 - 2.0 / 6, within(1e-12));
    assertThat(AlignmentErrorRate.corpus(List.of(Set.of()), List.of(Set.of()))).isNaN();
    assertThatThrownBy(() -> AlignmentErrorRate.corpus(predicted, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** With sure links only it equals 1 − F1. */
  @Property(tries = 200)
  void equalsOneMinusF1(
      @ForAll @Size(min = 1, max = 9) Set<@IntRange(max = 12) Integer> predicted,
      @ForAll @Size(min = 1, max = 9) Set<@IntRange(max = 12) Integer> gold) {
    Set<Integer> both = new HashSet<>(predicted);
    both.retainAll(gold);
    double precision = (double) both.size() / predicted.size();
    double recall = (double) both.size() / gold.size();
    double f1 = both.isEmpty() ? 0 : 2 / (1 / precision + 1 / recall);
    assertThat(AlignmentErrorRate.corpus(List.of(predicted), List.of(gold)))
        .isCloseTo(1 - f1, within(1e-12));
  }
}
