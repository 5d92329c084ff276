package io.seqlab.data.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.task.DatesTaskSpec;
import io.seqlab.config.task.ExampleLengths;
import io.seqlab.config.task.ExampleLengths.Sides;
import io.seqlab.config.task.SplitSizes;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DateFormatsTest {
  private static final LocalDate DAY = LocalDate.of(1979, 5, 3); // a Thursday

  @Test
  void writesTheWaysThatPeopleUse() {
    assertThat(IntStream.range(0, DateFormats.COUNT).mapToObj(i -> DateFormats.write(DAY, i)))
        .contains(
            "3rd of May, 1979",
            "May 3, 1979",
            "Thursday May 3 1979",
            "03-May-1979",
            "Thu, 3 May 1979",
            "1979/05/03")
        .noneMatch(written -> written.contains("{"));
  }

  @Test
  void thereAreManyWays() {
    LocalDate day = LocalDate.of(2015, 9, 5);
    assertThat(IntStream.range(0, DateFormats.COUNT).mapToObj(i -> DateFormats.write(day, i)))
        .hasSizeGreaterThanOrEqualTo(25)
        .doesNotHaveDuplicates();
  }

  @Test
  void ordinalsAreEnglish() {
    assertThat(IntStream.of(1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 30, 31).mapToObj(this::ordinal))
        .containsExactly(
            "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "30th",
            "31st");
  }

  private String ordinal(int day) {
    return DateFormats.write(LocalDate.of(2000, 1, day), 3).split(" ", 2)[0];
  }

  /** The days of two years have every weekday and every length of day and month together. */
  @Test
  void lengthsAreThoseThatTheTaskSays() {
    Sides sides =
        ExampleLengths.of(new DatesTaskSpec(new SplitSizes(1, 1, 1))).orElseThrow().test();
    LocalDate first = LocalDate.of(2000, 1, 1);
    IntSummaryStatistics lengths =
        IntStream.range(0, 731)
            .mapToObj(first::plusDays)
            .flatMapToInt(
                day ->
                    IntStream.range(0, DateFormats.COUNT)
                        .map(format -> DateFormats.write(day, format).length()))
            .summaryStatistics();
    assertThat(lengths.getMin()).isEqualTo(sides.minSource());
    assertThat(lengths.getMax()).isEqualTo(sides.maxSource());
  }

  /** Whatever its case, a written date tells one day. */
  @Test
  void noTwoDaysAreEverWrittenAlike() {
    Map<String, LocalDate> days = new HashMap<>();
    for (int year : new int[] {1901, 1911, 1999, 2001, 2010, 2099}) {
      LocalDate first = LocalDate.of(year, 1, 1);
      for (int d = 0; d < first.lengthOfYear(); d++) {
        LocalDate day = first.plusDays(d);
        for (int format = 0; format < DateFormats.COUNT; format++) {
          String written = DateFormats.write(day, format).toLowerCase(Locale.ROOT);
          assertThat(days.merge(written, day, (one, other) -> one)).isEqualTo(day);
        }
      }
    }
  }
}
