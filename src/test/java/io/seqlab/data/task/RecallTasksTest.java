package io.seqlab.data.task;

import static io.seqlab.data.task.TaskText.load;
import static io.seqlab.data.task.TaskText.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.data.TaskData;
import io.seqlab.data.core.AlignmentLink;
import io.seqlab.data.core.Example;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The tasks whose answer stands in the source. */
class RecallTasksTest {
  private static final String SIZES = ", examples: {train: 400, valid: 50, test: 200}";

  /** Keys that give every split another range, and the test this one. */
  private static String ranges(String key, int shortest, int longest) {
    return ", %s: {train: [1, 5], valid: [2, 3], test: [%d, %d]}".formatted(key, shortest, longest);
  }

  @Property(tries = 20)
  void theFirstTokenIsRecalled(
      @ForAll @IntRange(min = 1, max = 60) int shortest,
      @ForAll @IntRange(max = 20) int more,
      @ForAll @IntRange(min = 1, max = 30) int symbols) {
    String lengths = ranges("lengths", shortest, shortest + more);
    TaskData corpus = load("type: first_token_recall, symbols: " + symbols + lengths + SIZES);
    for (Example example : corpus.test()) {
      assertThat(example.source()).hasSizeBetween(shortest, shortest + more);
      assertThat(example.target()).containsExactly(example.source().get(0));
      assertThat(example.alignment()).containsExactly(new AlignmentLink(0, 0));
      assertThat(example.source()).allMatch(word -> Integer.parseInt(word) < symbols);
    }
  }

  @Property(tries = 20)
  void theSymbolAfterTheMarkerIsRecalled(
      @ForAll @IntRange(min = 1, max = 60) int shortest, @ForAll @IntRange(max = 20) int more) {
    String lengths = ranges("lengths", shortest, shortest + more);
    for (Example example : load("type: position_recall" + lengths + SIZES).test()) {
      assertThat(example.source()).hasSizeBetween(shortest + 1, shortest + more + 1);
      int marker = example.source().indexOf("*");
      assertThat(example.source().lastIndexOf("*")).isEqualTo(marker);
      assertThat(example.target()).containsExactly(example.source().get(marker + 1));
      assertThat(example.alignment()).containsExactly(new AlignmentLink(marker + 1, 0));
    }
  }

  @Test
  void everyPlaceIsMarkedAboutEquallyOften() {
    String four = ", lengths: {train: [4, 4]}, examples: {train: 8000}";
    assertEven(places(load("type: position_recall" + four).train()), 8000, 4);
  }

  private static Map<Integer, Long> places(List<Example> examples) {
    return examples.stream()
        .collect(Collectors.groupingBy(e -> e.alignment().get(0).source(), Collectors.counting()));
  }

  private static void assertEven(Map<Integer, Long> counts, int all, int kinds) {
    double fiveDeviations = 5 * Math.sqrt((double) all / kinds);
    assertThat(counts).hasSize(kinds);
    assertThat(counts.values())
        .allMatch(count -> Math.abs(count - (double) all / kinds) < fiveDeviations);
  }

  @Property(tries = 20)
  void theValueOfTheAskedKeyIsRecalled(
      @ForAll @IntRange(min = 1, max = 40) int fewest, @ForAll @IntRange(max = 10) int more) {
    String pairs = ranges("pairs", fewest, fewest + more);
    for (Example example : load("type: key_value_recall" + pairs + SIZES).test()) {
      List<String> source = example.source();
      int count = source.size() / 2;
      assertThat(source.size()).isEqualTo(2 * count + 1);
      assertThat(count).isBetween(fewest, fewest + more);
      Map<String, String> values = new HashMap<>();
      for (int i = 0; i < 2 * count; i += 2) {
        assertThat(values.put(source.get(i), source.get(i + 1))).isNull();
      }
      String asked = source.get(2 * count);
      assertThat(example.target()).containsExactly(values.get(asked));
      assertThat(example.alignment())
          .containsExactly(new AlignmentLink(source.indexOf(asked) + 1, 0));
    }
  }

  @Test
  void distancesAreEvenOverTheirRangeAndApartInTrainingAndTest() {
    TaskData corpus =
        load(
            "type: key_value_recall, pairs: {train: [6, 6], test: [9, 9]},"
                + " distance: {test: [5, 7]}, examples: {train: 6000, test: 3000}");
    assertEven(places(corpus.train()), 6000, 6);
    assertEven(places(corpus.test()), 3000, 3);
    assertThat(places(corpus.test())).containsOnlyKeys(2 * 2 + 1, 2 * 3 + 1, 2 * 4 + 1);
  }

  @Test
  void aDistanceBeyondThePairsIsCutAtThem() {
    TaskData corpus =
        load(
            "type: key_value_recall, pairs: {train: [2, 3]}, distance: {train: [2, 9]},"
                + " examples: {train: 300}");
    assertThat(corpus.train())
        .allMatch(e -> e.alignment().get(0).source() <= e.source().size() - 4); // never the last
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    assertThatThrownBy(() -> read("type: key_value_recall, keys: 9, pairs: {test: [3, 10]}"))
        .hasMessageContaining("pairs.train goes up to 20, but there are only 9 distinct keys");
    assertThatThrownBy(() -> read("type: key_value_recall, distance: {test: [4, 9]}"))
        .hasMessageContaining("distance.test starts at 4, but pairs.test starts at 1");
  }

  @Property(tries = 20)
  void whatStandsBeforeTheBlanksIsCopied(
      @ForAll @IntRange(min = 1, max = 12) int size,
      @ForAll @IntRange(min = 1, max = 60) int shortest,
      @ForAll @IntRange(max = 20) int more) {
    String delay = ranges("delay", shortest, shortest + more);
    for (Example example : load("type: delayed_copy, size: " + size + delay + SIZES).test()) {
      List<String> source = example.source();
      assertThat(source.size() - size).isBetween(shortest, shortest + more);
      assertThat(source.subList(size, source.size())).containsOnly("_");
      assertThat(example.target()).isEqualTo(source.subList(0, size)).doesNotContain("_");
      assertThat(example.alignment()).hasSize(size).allMatch(l -> l.source() == l.target());
    }
  }

  @Property(tries = 20)
  void keysAreFoundAmongNoise(
      @ForAll @IntRange(min = 1, max = 6) int keys,
      @ForAll @IntRange(min = 1, max = 60) int shortest,
      @ForAll @IntRange(max = 20) int more) {
    String noise = ranges("noise", shortest, shortest + more);
    for (Example example : load("type: needle, keys: " + keys + noise + SIZES).test()) {
      List<String> source = example.source();
      assertThat(source.size() - keys).isBetween(shortest, shortest + more);
      assertThat(example.target())
          .hasSize(keys)
          .isEqualTo(source.stream().filter(word -> word.startsWith("k")).toList());
      assertThat(example.alignment()).extracting(AlignmentLink::target).doesNotHaveDuplicates();
      assertThat(example.alignment())
          .hasSize(keys)
          .allMatch(l -> source.get(l.source()).equals(example.target().get(l.target())));
      assertThat(example.alignment())
          .extracting(AlignmentLink::source)
          .doesNotHaveDuplicates()
          .isSorted();
    }
  }
}
