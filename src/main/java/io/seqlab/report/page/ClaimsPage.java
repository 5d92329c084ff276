package io.seqlab.report.page;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.table.Markdown;
import io.seqlab.result.record.PartVerdict;
import io.seqlab.result.record.Verdict;
import io.seqlab.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The verdicts of all studies on one page. */
public final class ClaimsPage {
  private static final String TITLE = "# Verdicts\n";
  private static final String HEAD =
      TITLE
          + """

      Computed by `seqlab claims` from the files of the studies in this folder; how each test is
      judged stands on the page of its study. Numbers are the estimate and, in brackets, its interval.

      | Claim | Sentence | Verdict | Tests | Study |
      | :---- | :------- | :------ | :---- | :---- |
      """;

  private ClaimsPage() {}

  /** A verdict, and the study whose folder it stands in. */
  public record Entry(String study, Verdict verdict) {}

  /** By the number of the claim. */
  public static List<Entry> sorted(List<Entry> entries) {
    return entries.stream()
        .sorted(Comparator.comparingInt(ClaimsPage::number).thenComparing(e -> e.verdict().claim()))
        .toList();
  }

  /** For the terminal: the lines of each verdict, after the name of its study. */
  public static String text(List<Entry> entries) {
    return entries.stream()
        .map(entry -> entry.study() + ": " + VerdictText.text(entry.verdict()))
        .collect(Collectors.joining());
  }

  /** The first number in the id of a claim. */
  private static int number(Entry entry) {
    String digits = entry.verdict().claim().replaceFirst("\\D*(\\d{0,9}).*", "$1");
    return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  /**
   * Writes {@code README.md} into the folder, from the entries and from nothing else.
   *
   * @throws ConfigException if there is one that is not such a page
   */
  public static void write(Path experiments, List<Entry> entries) throws IOException {
    Path page = experiments.resolve("README.md");
    if (Files.exists(page) && !Files.readString(page).startsWith(TITLE)) {
      throw new ConfigException(
          "%s was not written by seqlab claims, whose page begins '%s'; move it away, or name another folder"
              .formatted(page, TITLE.strip()));
    }
    String rows = entries.stream().map(ClaimsPage::row).collect(Collectors.joining());
    AtomicFile.write(page, HEAD + rows);
  }

  private static String row(Entry entry) {
    Verdict verdict = entry.verdict();
    List<String> tests = verdict.parts().stream().map(ClaimsPage::test).toList();
    return "| %s | %s | **%s** | %s | [%s](%s/README.md) |\n"
        .formatted(
            Markdown.escape(verdict.claim()),
            Markdown.escape(verdict.sentence()),
            verdict.ruling().key(),
            String.join("<br>", tests),
            Markdown.escape(entry.study()),
            entry.study());
  }

  private static String test(PartVerdict part) {
    return part.ruling().key() + ": " + Markdown.escape(VerdictText.line(part));
  }
}
