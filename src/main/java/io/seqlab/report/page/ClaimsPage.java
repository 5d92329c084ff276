package io.seqlab.report.page;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.table.Markdown;
import io.seqlab.report.table.VerdictTables;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.RegistrationFile;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.verdict.ControlResult;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.Ruling;
import io.seqlab.result.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
      (in widths of the interval if the bounds differ), of a refuted one the refuted test with the smallest p, otherwise
      the first inconclusive or invalid test; a mixed claim has such a supported and such a refuted test. In brackets
      stands its interval, behind it the confidence of the interval and the number of seeds of the test, which may be
      fewer than were run for the other tests. Controls show that the models had learnt the task, or another condition
      of the claim; a claim whose quantities are counted from the definition of the models needs none. A claim links to
      its source, its controls, its tests and their breaking points. Computed by `seqlab claims` from the files of the
      studies in this folder.
      """;
  private static final String COLUMNS =
      """

      | Verdict | Claim | Deciding result | Required | Tests | Controls | Setting |
      | :------ | :---- | :-------------- | :------- | :---- | :------- | :------ |
      """;
  private static final List<Ruling> ORDER =
      List.of(Ruling.SUPPORTED, Ruling.REFUTED, Ruling.MIXED, Ruling.INCONCLUSIVE, Ruling.INVALID);
  private static final String NO_TOPIC = "Other claims";

  private ClaimsPage() {}

  /**
   * A verdict, the folder name of its study, and its setting in a line.
   *
   * @param removed ids of the claims that were registered in the study, but are no longer in it
   */
  public record Entry(String study, Verdict verdict, String setting, Set<String> removed) {}

  /** The entries of a study. */
  public static List<Entry> entries(Path experiments, String study, List<Verdict> verdicts)
      throws IOException {
    ExperimentFolder experiment = new ExperimentFolder(experiments.resolve(study));
    StudySpec spec = StudyRecords.study(experiment);
    List<RunResult> results = StudyRecords.results(experiment, spec);
    Environment environment = experiment.readProvenance().environment();
    Set<String> removed =
        RegistrationText.removed(new RegistrationFile(experiment).read(), verdicts);
    return verdicts.stream()
        .map(
            verdict ->
                new Entry(
                    study,
                    verdict,
                    ClaimSetting.of(spec, results, environment, verdict.claim()),
                    removed))
        .toList();
  }

  /** The id of a claim's element on the pages of its study. */
  static String anchor(Verdict verdict) {
    return "claim-" + verdict.claim();
  }

  /** Sorts by claim number. */
  public static List<Entry> sorted(List<Entry> entries) {
    return entries.stream()
        .sorted(Comparator.comparingInt(ClaimsPage::number).thenComparing(e -> e.verdict().claim()))
        .toList();
  }

  /** For the terminal: the lines of each verdict, prefixed by the name of its study. */
  public static String text(List<Entry> entries) {
    String missing = missing(entries);
    return entries.stream()
            .map(entry -> entry.study() + ": " + VerdictText.text(entry.verdict()))
            .collect(Collectors.joining())
        + (missing.isEmpty() ? "" : missing + "\n");
  }

  private static String missing(List<Entry> entries) {
    return RegistrationText.missing(
        entries.stream().map(Entry::verdict).toList(),
        entries.stream().flatMap(entry -> entry.removed().stream()).distinct().toList());
  }

  /** The first number in the claim id. */
  private static int number(Entry entry) {
    String digits = entry.verdict().claim().replaceFirst("\\D*(\\d{0,9}).*", "$1");
    return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
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
  public static void write(Path experiments, List<Entry> entries, List<String> leftOut)
      throws IOException {
    PAGE.write(experiments, page(byTopic(entries), leftOut));
  }

  /** The entries of each topic, in the order of its first claim; those without a topic last. */
  private static Map<String, List<Entry>> byTopic(List<Entry> entries) {
    Map<String, List<Entry>> topics = new LinkedHashMap<>();
    for (Entry entry : entries) {
      String topic = entry.verdict().context().topic();
      topics.computeIfAbsent(topic, key -> new ArrayList<>()).add(entry);
    }
    List<Entry> rest = topics.remove("");
    if (rest != null) {
      topics.put("", rest);
    }
    return topics;
  }

  private static String page(Map<String, List<Entry>> topics, List<String> leftOut) {
    List<Entry> all = topics.values().stream().flatMap(List::stream).toList();
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
        (topic, entries) -> {
          if (topics.size() > 1 || !topic.isEmpty()) {
            text.append("\n## ").append(Markdown.escape(topic.isEmpty() ? NO_TOPIC : topic));
            text.append('\n');
          }
          text.append(COLUMNS);
          entries.forEach(entry -> text.append(row(entry)));
        });
    return text.append(changed(all)).toString();
  }

  /** How claims were changed after their runs began; empty if none was. */
  private static String changed(List<Entry> entries) {
    String items =
        entries.stream()
            .filter(entry -> !RegistrationText.changes(entry.verdict()).isEmpty())
            .map(
                entry ->
                    "- [%s](%s/README.md#%s): %s\n"
                        .formatted(
                            Markdown.escape(entry.verdict().claim()),
                            entry.study(),
                            anchor(entry.verdict()),
                            Markdown.escape(RegistrationText.changes(entry.verdict()))))
            .collect(Collectors.joining());
    return items.isEmpty() ? "" : "\n## Changes of claims\n\n" + items;
  }

  /** {@code 5 claims: 2 supported, 1 refuted, 0 mixed, 1 inconclusive, 1 invalid.} */
  private static String totals(List<Entry> entries) {
    return "%d claim%s: %s."
        .formatted(
            entries.size(),
            entries.size() == 1 ? "" : "s",
            ORDER.stream()
                .map(ruling -> count(ruling, entries.stream().map(e -> e.verdict().ruling())))
                .collect(Collectors.joining(", ")));
  }

  private static String count(Ruling ruling, Stream<Ruling> rulings) {
    return rulings.filter(ruling::equals).count() + " " + ruling.key();
  }

  private static String row(Entry entry) {
    Verdict verdict = entry.verdict();
    String changes = Markdown.escape(RegistrationText.status(verdict));
    return "| **%s** | [%s: %s](%s/README.md#%s)%s | %s | %s | %s | %s | %s |\n"
        .formatted(
            verdict.ruling().key(),
            Markdown.escape(verdict.claim()),
            Markdown.escape(verdict.sentence()),
            entry.study(),
            anchor(verdict),
            changes.isEmpty() ? "" : "<br>**" + changes + "**",
            verdict.deciding().stream()
                .map(part -> result(verdict, part))
                .collect(Collectors.joining("<br>")),
            verdict.deciding().stream()
                .map(part -> Markdown.escape(part.bound()))
                .distinct()
                .collect(Collectors.joining("<br>")),
            tests(verdict),
            Markdown.escape(controls(verdict)),
            Markdown.escape(entry.setting()));
  }

  private static String result(Verdict verdict, PartVerdict deciding) {
    return "**%s**<br>%s"
        .formatted(
            Markdown.escape(VerdictText.numbers(verdict, deciding)),
            Markdown.escape(VerdictText.test(deciding)));
  }

  /** {@code 3 supported, 1 refuted}. */
  private static String tests(Verdict verdict) {
    List<Ruling> rulings = verdict.parts().stream().map(PartVerdict::ruling).toList();
    return ORDER.stream()
        .filter(rulings::contains)
        .map(ruling -> count(ruling, rulings.stream()))
        .collect(Collectors.joining(", "));
  }

  /** The first control that failed, or how many seeds meet all of them at least. */
  private static String controls(Verdict verdict) {
    List<ControlResult> controls = VerdictTables.controlsOf(verdict);
    return controls.stream()
        .filter(control -> !control.passed())
        .findFirst()
        .map(
            failed ->
                "failed: %s (%d of %d seeds)"
                    .formatted(failed.control(), failed.met(), failed.seeds()))
        .orElseGet(() -> met(verdict, controls));
  }

  private static String met(Verdict verdict, List<ControlResult> controls) {
    if (controls.isEmpty()) {
      boolean counted = verdict.parts().stream().allMatch(PartVerdict::counted);
      return counted ? "not needed: counted" : "none";
    }
    Comparator<ControlResult> share = Comparator.comparingDouble(c -> (double) c.met() / c.seeds());
    ControlResult least = Collections.min(controls, share);
    return "met in %d of %d seeds".formatted(least.met(), least.seeds());
  }
}
