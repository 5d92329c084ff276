package io.seqlab.data.task;

import static io.seqlab.data.task.TaskText.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.data.TaskData;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FrequentWordsTaskTest {
  @Property(tries = 20)
  void contentWordsOrAllAreTranslated(
      @ForAll @DoubleRange(max = 0.99) double share, @ForAll boolean all) {
    TaskData corpus =
        load(
            "type: frequent_words, share: %s, translated: %s, lengths: {test: [1, 30]}"
                    .formatted(share, all ? "all" : "content")
                + ", examples: {train: 100, test: 200}");
    for (Example example : corpus.test()) {
      List<String> source = example.source();
      assertThat(source.stream().filter(word -> word.startsWith("f")).count())
          .isEqualTo((long) Math.floor(share * source.size()));
      assertThat(example.target())
          .isNotEmpty()
          .isEqualTo(
              source.stream()
                  .filter(word -> all || word.startsWith("c"))
                  .map(word -> word.toUpperCase(Locale.ROOT))
                  .toList());
      assertThat(example.alignment())
          .hasSameSizeAs(example.target())
          .allMatch(
              link ->
                  source.get(link.source()).equalsIgnoreCase(example.target().get(link.target())));
      assertThat(example.alignment())
          .extracting(AlignmentLink::source)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void frequentWordsFollowZipf() {
    Map<String, Long> counts =
        load("type: frequent_words, frequent: 4, examples: {train: 20000}").train().stream()
            .flatMap(example -> example.source().stream())
            .filter(word -> word.startsWith("f"))
            .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
    double all = counts.values().stream().mapToLong(count -> count).sum();
    double harmonic = 1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0;
    for (int rank = 1; rank <= 4; rank++) {
      assertThat(counts.get("f" + rank) / all).isCloseTo(1 / harmonic / rank, within(0.01));
    }
    assertThat(counts).hasSize(4);
  }
}
