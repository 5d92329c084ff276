package io.seqlab.data.task;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * English date formats. Each is unambiguous: the year has four digits, and an all-numeric date
 * starts with it.
 */
final class DateFormats {
  private static final List<String> FORMATS =
      List.of(
          "{day} {month} {year}",
          "{day} {month}, {year}",
          "{dd} {month} {year}",
          "{ordinal} {month} {year}",
          "{ordinal} of {month} {year}",
          "{ordinal} of {month}, {year}",
          "the {ordinal} of {month}, {year}",
          "{month} {day}, {year}",
          "{month} {day} {year}",
          "{month} {ordinal}, {year}",
          "{month} {ordinal} {year}",
          "{month} the {ordinal}, {year}",
          "{day} {mon} {year}",
          "{dd} {mon} {year}",
          "{ordinal} {mon} {year}",
          "{mon} {day}, {year}",
          "{mon} {ordinal}, {year}",
          "{dd}-{mon}-{year}",
          "{day}/{mon}/{year}",
          "{weekday}, {month} {day}, {year}",
          "{weekday} {month} {day} {year}",
          "{weekday}, {day} {month} {year}",
          "{weekday} {day} {month} {year}",
          "{weekday}, {ordinal} of {month}, {year}",
          "{weekday} the {ordinal} of {month} {year}",
          "{wkd} {day} {mon} {year}",
          "{wkd}, {day} {mon} {year}",
          "{wkd}, {mon} {day}, {year}",
          "{wkd} {mon} {dd} {year}",
          "{year} {month} {day}",
          "{year}, {month} {ordinal}",
          "{year} {mon} {dd}",
          "{year}-{mon}-{dd}",
          "{year}/{mm}/{dd}",
          "{year}.{mm}.{dd}");

  /** Number of formats. */
  static final int COUNT = FORMATS.size();

  private DateFormats() {}

  /** A day in the format with this index, from 0. */
  static String write(LocalDate day, int format) {
    String month = capitalized(day.getMonth().name());
    String weekday = capitalized(day.getDayOfWeek().name());
    return FORMATS
        .get(format)
        .replace("{year}", Integer.toString(day.getYear()))
        .replace("{month}", month)
        .replace("{mon}", month.substring(0, 3))
        .replace("{mm}", twoDigits(day.getMonthValue()))
        .replace("{day}", Integer.toString(day.getDayOfMonth()))
        .replace("{dd}", twoDigits(day.getDayOfMonth()))
        .replace("{ordinal}", ordinal(day.getDayOfMonth()))
        .replace("{weekday}", weekday)
        .replace("{wkd}", weekday.substring(0, 3));
  }

  private static String ordinal(int day) {
    boolean teen = day / 10 == 1;
    String ending =
        switch (teen ? 0 : day % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
    return day + ending;
  }

  private static String twoDigits(int number) {
    return (number < 10 ? "0" : "") + number;
  }

  private static String capitalized(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
