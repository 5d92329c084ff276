package io.seqlab.study.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.data.core.Example;
import io.seqlab.data.core.SplitExamples;
import io.seqlab.study.plan.SplitSummary.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitSummaryTest {
  @Test
  void countsPairsTokensTypesAndLengths() {
    Example first = new Example(List.of("a", "a", "b"), List.of("x"));
    Example last = new Example(List.of("c"), List.of("x", "x"));
    assertThat(SplitSummary.of("train", new SplitExamples(List.of(first, last), 1, 0)))
        .isEqualTo(
            new SplitSummary(
                "train", 2, 1, 0, new Side(4, 3, 1, 2.0, 3), new Side(3, 1, 1, 1.5, 2)));
  }
}
