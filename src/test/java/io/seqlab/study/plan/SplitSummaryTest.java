package io.seqlab.study.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.data.Vocabularies;
import io.seqlab.data.core.DropReason;
import io.seqlab.data.core.DroppedPairs;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.SplitExamples;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.study.plan.SplitSummary.Side;
import io.seqlab.study.plan.TrainingSet.Overlap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SplitSummaryTest {
  @Test
  void countsPairsTokensTypesAndLengths() {
    Example first = new Example(List.of("a", "a", "b"), List.of("x"));
    Example last = new Example(List.of("c"), List.of("x", "x"));
    Example empty = new Example(List.of(), List.of("x"));
    DroppedPairs dropped = new DroppedPairs(Map.of(DropReason.EMPTY_SOURCE, 1));
    Optional<Vocabularies> vocabularies =
        Optional.of(new Vocabularies(new Vocabulary(List.of("a")), new Vocabulary(List.of("x"))));
    assertThat(
            SplitSummary.of(
                "train",
                new SplitExamples(List.of(first, last, empty), dropped),
                new Overlap(1, 2, 0),
                vocabularies))
        .isEqualTo(
            new SplitSummary(
                "train",
                3,
                dropped,
                1,
                new Side(4, 3, 2, 0, 4 / 3.0, 3),
                new Side(4, 1, 0, 1, 4 / 3.0, 2),
                new Overlap(1, 2, 0)));
  }
}
