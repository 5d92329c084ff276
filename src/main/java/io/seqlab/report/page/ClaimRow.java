package io.seqlab.report.page;

import io.seqlab.config.StudySpec;
import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.table.Markdown;
import io.seqlab.report.table.VerdictTables;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.RegistrationFile;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.verdict.ControlResult;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.Ruling;
import io.seqlab.result.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A claim in the table of all verdicts.
 *
 * @param study folder name of its study
 * @param setting task, sizes, device and seeds in a line
 * @param run whether a run of the study is done
 * @param removed ids of the claims that were registered in the study, but are no longer in it
 */
public record ClaimRow(
    String study, Verdict verdict, String setting, boolean run, Set<String> removed) {
  static final List<Ruling> ORDER =
      List.of(Ruling.SUPPORTED, Ruling.REFUTED, Ruling.MIXED, Ruling.INCONCLUSIVE, Ruling.INVALID);

  /** The rows of a study. */
  public static List<ClaimRow> of(Path experiments, String study, List<Verdict> verdicts)
      throws IOException {
    ExperimentFolder experiment = new ExperimentFolder(experiments.resolve(study));
    StudySpec spec = StudyRecords.study(experiment);
    List<RunResult> results = StudyRecords.results(experiment, spec);
    Environment environment = experiment.readProvenance().environment();
    boolean run = results.stream().anyMatch(result -> result.status() == RunStatus.DONE);
    Set<String> removed =
        RegistrationText.removed(new RegistrationFile(experiment).read(), verdicts);
    return verdicts.stream()
        .map(
            verdict ->
                new ClaimRow(
                    study,
                    verdict,
                    ClaimSetting.of(spec, results, environment, verdict.claim()),
                    run,
                    removed))
        .toList();
  }

  /** Sorts by claim number. */
  public static List<ClaimRow> sorted(List<ClaimRow> rows) {
    return rows.stream()
        .sorted(
            Comparator.comparingInt(ClaimRow::number).thenComparing(row -> row.verdict().claim()))
        .toList();
  }

  /** The first number in the claim id. */
  private static int number(ClaimRow row) {
    String digits = row.verdict().claim().replaceFirst("\\D*(\\d{0,9}).*", "$1");
    return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  /** The id of a claim's element on the pages of its study. */
  static String anchor(Verdict verdict) {
    return "claim-" + verdict.claim();
  }

  /** {@code 3 supported}. */
  static String count(Ruling ruling, Stream<Ruling> rulings) {
    return rulings.filter(ruling::equals).count() + " " + ruling.key();
  }

  /** The line of the table. */
  String markdown() {
    String changes = Markdown.escape(RegistrationText.status(verdict));
    return "| **%s** | %s%s | %s | %s | %s | %s | %s |\n"
        .formatted(
            verdict.ruling().key(),
            link(),
            changes.isEmpty() ? "" : "<br>**" + changes + "**",
            verdict.deciding().stream().map(this::result).collect(Collectors.joining("<br>")),
            verdict.deciding().stream()
                .map(part -> Markdown.escape(part.bound()))
                .distinct()
                .collect(Collectors.joining("<br>")),
            tests(),
            Markdown.escape(controls()),
            Markdown.escape(setting));
  }

  /** {@code [C1: The sentence.](C1-bottleneck/README.md#claim-C1)}. */
  String link() {
    return link(verdict.claim() + ": " + verdict.sentence());
  }

  /** A text that leads to the claim on the page of its study. */
  String link(String text) {
    return "[%s](%s/README.md#%s)".formatted(Markdown.escape(text), study, anchor(verdict));
  }

  private String result(PartVerdict deciding) {
    return "**%s**<br>%s"
        .formatted(
            Markdown.escape(VerdictText.numbers(verdict, deciding)),
            Markdown.escape(VerdictText.test(deciding)));
  }

  /** {@code 3 supported, 1 refuted}. */
  private String tests() {
    List<Ruling> rulings = verdict.parts().stream().map(PartVerdict::ruling).toList();
    return ORDER.stream()
        .filter(rulings::contains)
        .map(ruling -> count(ruling, rulings.stream()))
        .collect(Collectors.joining(", "));
  }

  /** The first control that failed, or how many seeds meet all of them at least. */
  private String controls() {
    List<ControlResult> controls = VerdictTables.controlsOf(verdict);
    return controls.stream()
        .filter(control -> !control.passed())
        .findFirst()
        .map(
            failed ->
                "failed in %s: %s (%d of %d seeds)"
                    .formatted(testsWith(failed), failed.control(), failed.met(), failed.seeds()))
        .orElseGet(() -> met(controls));
  }

  /** {@code 1 of 4 tests}. */
  private String testsWith(ControlResult control) {
    long tests = verdict.parts().stream().filter(part -> part.controls().contains(control)).count();
    return "%d of %d tests".formatted(tests, verdict.parts().size());
  }

  private String met(List<ControlResult> controls) {
    if (controls.isEmpty()) {
      boolean counted = verdict.parts().stream().allMatch(PartVerdict::counted);
      return counted ? "not needed: counted" : "none";
    }
    Comparator<ControlResult> share = Comparator.comparingDouble(c -> (double) c.met() / c.seeds());
    ControlResult least = Collections.min(controls, share);
    return "met in %d of %d seeds".formatted(least.met(), least.seeds());
  }
}
