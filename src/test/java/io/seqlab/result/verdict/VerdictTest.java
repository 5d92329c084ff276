package io.seqlab.result.verdict;

import static io.seqlab.report.Verdicts.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.report.Verdicts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of a claim that decides. */
class VerdictTest {
  private static final PartVerdict CLEAR = part(Ruling.SUPPORTED, 0.001, 1);
  private static final PartVerdict CLOSE = part(Ruling.SUPPORTED, 0.04, 1);
  private static final PartVerdict OPEN = part(Ruling.INCONCLUSIVE, 0.2, 0.6);
  private static final PartVerdict REFUTED = part(Ruling.REFUTED, 1, 0.03);
  private static final PartVerdict FAR = part(Ruling.REFUTED, 1, 0);
  private static final PartVerdict INVALID = part(Ruling.INVALID, Double.NaN, Double.NaN);

  @Test
  void closestPartDecidesSupport() {
    assertThat(deciding(CLEAR, CLOSE, CLEAR)).isSameAs(CLOSE);
  }

  @Test
  void clearestRefutationDecidesRefutedAndMixed() {
    assertThat(deciding(REFUTED, FAR, OPEN)).isSameAs(FAR);
    assertThat(deciding(CLEAR, REFUTED, FAR)).isSameAs(FAR);
  }

  @Test
  void firstPartWithTheRulingDecidesOpenAndInvalid() {
    assertThat(deciding(CLEAR, OPEN)).isSameAs(OPEN);
    assertThat(deciding(CLEAR, OPEN, INVALID)).isSameAs(INVALID);
  }

  private static PartVerdict deciding(PartVerdict... parts) {
    return Verdicts.of(List.of(parts)).deciding();
  }
}
