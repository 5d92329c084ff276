package io.seqlab.report.page;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.table.Markdown;
import io.seqlab.result.record.PartVerdict;
import io.seqlab.result.record.Verdict;
import io.seqlab.storage.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The page of the verdicts of all studies. */
public final class ClaimsPage {
  private static final String MARK = "<!-- Written by seqlab claims, which replaces this file. -->";
  private static final String HEAD =
      MARK
          + """

      # Verdicts

      Computed by `seqlab claims` from the result files of the studies in this folder. The page of a
      study describes its tests. Each test has an estimate and, in brackets, its interval.

      | Claim | Sentence | Verdict | Tests | Study |
      | :---- | :------- | :------ | :---- | :---- |
      """;

  private ClaimsPage() {}

  /** A verdict and the folder name of its study. */
  public record Entry(String study, Verdict verdict) {}

  /** Sorts by claim number. */
  public static List<Entry> sorted(List<Entry> entries) {
    return entries.stream()
        .sorted(Comparator.comparingInt(ClaimsPage::number).thenComparing(e -> e.verdict().claim()))
        .toList();
  }

  /** For the terminal: the lines of each verdict, prefixed by the name of its study. */
  public static String text(List<Entry> entries) {
    return entries.stream()
        .map(entry -> entry.study() + ": " + VerdictText.text(entry.verdict()))
        .collect(Collectors.joining());
  }

  /** The first number in the claim id. */
  private static int number(Entry entry) {
    String digits = entry.verdict().claim().replaceFirst("\\D*(\\d{0,9}).*", "$1");
    return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  /**
   * Writes {@code README.md} into the folder.
   *
   * @throws ConfigException if the file exists and was not written by this method
   */
  public static void write(Path experiments, List<Entry> entries) throws IOException {
    Path page = experiments.resolve("README.md");
    if (Files.exists(page, LinkOption.NOFOLLOW_LINKS) && !isWrittenByThis(page)) {
      throw new ConfigException(
          "%s was not written by seqlab claims and is unchanged: its first line is not '%s'. Move it away to get a table of the verdicts"
              .formatted(page, MARK));
    }
    String rows = entries.stream().map(ClaimsPage::row).collect(Collectors.joining());
    AtomicFile.write(page, HEAD + rows);
  }

  private static boolean isWrittenByThis(Path page) throws IOException {
    if (!Files.isRegularFile(page, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    String text = Files.readString(page, StandardCharsets.ISO_8859_1); // reads every file
    return text.lines().findFirst().filter(MARK::equals).isPresent();
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
