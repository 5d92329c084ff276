package io.seqlab.report;

import io.seqlab.result.ExperimentFolder;
import io.seqlab.result.PartVerdict;
import io.seqlab.result.Verdict;
import io.seqlab.storage.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The verdicts of all studies on one page. */
public final class ClaimsPage {
  private static final String HEAD =
      """
      # Verdicts

      Computed by `seqlab claims` from the files of the studies in this folder; how each test is
      judged stands on the page of its study. Numbers are the estimate and, in brackets, its interval.

      | Claim | Sentence | Verdict | Tests | Study |
      | :---- | :------- | :------ | :---- | :---- |
      """;

  private ClaimsPage() {}

  /** A verdict, and the study whose folder it stands in. */
  public record Entry(String study, Verdict verdict) {}

  /** The verdicts of every study of a folder, by the number of the claim. */
  public static List<Entry> read(Path experiments) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(experiments)) {
      folders = all.filter(Files::isDirectory).sorted().toList();
    }
    List<Entry> entries = new ArrayList<>();
    for (Path folder : folders) {
      for (Verdict verdict : new ExperimentFolder(folder).readVerdicts()) {
        entries.add(new Entry(folder.getFileName().toString(), verdict));
      }
    }
    entries.sort(
        Comparator.comparingInt(ClaimsPage::number).thenComparing(e -> e.verdict().claim()));
    return entries;
  }

  /** The first number in the id of a claim. */
  private static int number(Entry entry) {
    String digits = entry.verdict().claim().replaceFirst("\\D*(\\d{0,9}).*", "$1");
    return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  /** Writes {@code README.md} into the folder, from the entries and from nothing else. */
  public static void write(Path experiments, List<Entry> entries) throws IOException {
    String rows = entries.stream().map(ClaimsPage::row).collect(Collectors.joining());
    WholeFile.write(experiments.resolve("README.md"), HEAD + rows);
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
    return part.ruling().key() + ": " + Markdown.escape(Verdicts.line(part));
  }
}
