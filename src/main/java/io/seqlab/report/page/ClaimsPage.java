package io.seqlab.report.page;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.table.Markdown;
import io.seqlab.result.verdict.Ruling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page of the verdicts of all studies. */
public final class ClaimsPage {
  private static final GeneratedPage PAGE =
      new GeneratedPage("README.md", "claims", "a table of the verdicts");
  private static final String HEAD =
      """
      %s
      # Verdicts

      %s

      %s

      The deciding result is that of one test: of a supported claim the test whose interval is nearest to its bound
      (in widths of the interval if the bounds or the units differ), of a refuted one the refuted test with
      the smallest p, otherwise the first inconclusive or invalid test; a mixed claim has such a supported and such a
      refuted test. In brackets stands its interval, behind it the confidence of the interval and the number of seeds of
      the test, which may be fewer than were run for the other tests. Controls are conditions that the runs of a test had
      to meet, most often that the models learnt the task; of several, that with the fewest seeds is shown. A claim whose
      quantities are counted from the definition of the models needs none. A claim links to its source, its controls, its
      tests and their breaking points. Computed by `seqlab claims` from the files of the studies in this folder.
      """;
  private static final String COLUMNS =
      """

      | Verdict | Claim | Deciding result | Required | Tests | Controls | Setting |
      | :------ | :---- | :-------------- | :------- | :---- | :------- | :------ |
      """;
  private static final String NOT_RUN =
      """

      ## Not run

      Inconclusive, as no run of their studies is done.

      | Claim | Setting |
      | :---- | :------ |
      """;
  private static final String NO_TOPIC = "Other claims";

  private ClaimsPage() {}

  /** For the terminal: the lines of each verdict, prefixed by the name of its study. */
  public static String text(List<ClaimRow> rows) {
    String missing = missing(rows);
    return rows.stream()
            .map(row -> row.study() + ": " + VerdictText.text(row.verdict()))
            .collect(Collectors.joining())
        + (missing.isEmpty() ? "" : missing + "\n");
  }

  private static String missing(List<ClaimRow> rows) {
    return RegistrationText.missing(
        rows.stream().map(ClaimRow::verdict).toList(),
        rows.stream().flatMap(row -> row.removed().stream()).distinct().toList());
  }

  /**
   * Requires that {@code README.md} in the folder is missing or was written by {@link #write}.
   *
   * @throws ConfigException if not; names the file and what to do
   */
  public static void requireReplaceable(Path experiments) throws IOException {
    PAGE.requireReplaceable(experiments);
  }

  /**
   * Writes {@code README.md} into the folder, if it may be replaced.
   *
   * @param leftOut studies that could not be judged
   */
  public static void write(Path experiments, List<ClaimRow> rows, List<String> leftOut)
      throws IOException {
    PAGE.write(experiments, page(rows, leftOut));
  }

  /** The rows of each topic, in the order of its first claim; those without a topic last. */
  private static Map<String, List<ClaimRow>> byTopic(List<ClaimRow> rows) {
    Map<String, List<ClaimRow>> topics = new LinkedHashMap<>();
    for (ClaimRow row : rows) {
      String topic = row.verdict().context().topic();
      topics.computeIfAbsent(topic, key -> new ArrayList<>()).add(row);
    }
    List<ClaimRow> rest = topics.remove("");
    if (rest != null) {
      topics.put("", rest);
    }
    return topics;
  }

  private static String page(List<ClaimRow> all, List<String> leftOut) {
    Map<String, List<ClaimRow>> topics = byTopic(all.stream().filter(ClaimRow::run).toList());
    StringBuilder text =
        new StringBuilder(HEAD.formatted(PAGE.mark(), totals(all), VerdictRules.OF_CLAIMS));
    String missing = missing(all);
    text.append(missing.isEmpty() ? "" : "\n" + Markdown.escape(missing) + "\n");
    if (!leftOut.isEmpty()) {
      String studies = String.join(", ", leftOut);
      text.append(
          "\n**Not judged, as files are damaged: %s.**\n".formatted(Markdown.escape(studies)));
    }
    topics.forEach(
        (topic, ofTopic) -> {
          if (topics.size() > 1 || !topic.isEmpty()) {
            text.append("\n## ").append(Markdown.escape(topic.isEmpty() ? NO_TOPIC : topic));
            text.append('\n');
          }
          text.append(COLUMNS);
          ofTopic.forEach(row -> text.append(row.markdown()));
        });
    return text.append(notRun(all)).append(changed(all)).toString();
  }

  /** The claims of studies without a run that is done; empty if there are none. */
  private static String notRun(List<ClaimRow> rows) {
    String lines =
        rows.stream()
            .filter(row -> !row.run())
            .map(row -> "| %s | %s |\n".formatted(row.link(), Markdown.escape(row.setting())))
            .collect(Collectors.joining());
    return lines.isEmpty() ? "" : NOT_RUN + lines;
  }

  /** How claims were changed after their runs began; empty if none was. */
  private static String changed(List<ClaimRow> rows) {
    String items =
        rows.stream()
            .filter(row -> !RegistrationText.changes(row.verdict()).isEmpty())
            .map(
                row ->
                    "- %s: %s\n"
                        .formatted(
                            row.link(row.verdict().claim()),
                            Markdown.escape(RegistrationText.changes(row.verdict()))))
            .collect(Collectors.joining());
    return items.isEmpty() ? "" : "\n## Changes of claims\n\n" + items;
  }

  /** {@code 6 claims: 2 supported, 1 refuted, 0 mixed, 2 inconclusive (1 not run), 1 invalid.} */
  private static String totals(List<ClaimRow> rows) {
    long notRun = rows.stream().filter(row -> !row.run()).count();
    String rulings =
        ClaimRow.ORDER.stream()
            .map(
                ruling ->
                    ClaimRow.count(ruling, rows.stream().map(row -> row.verdict().ruling()))
                        + (ruling == Ruling.INCONCLUSIVE && notRun > 0
                            ? " (%d not run)".formatted(notRun)
                            : ""))
            .collect(Collectors.joining(", "));
    return "%d claim%s: %s.".formatted(rows.size(), rows.size() == 1 ? "" : "s", rulings);
  }
}
