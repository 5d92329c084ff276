package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.report.Report;
import io.seqlab.report.page.ClaimRow;
import io.seqlab.report.page.ClaimsPage;
import io.seqlab.report.page.VerdictText;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.RegistrationFile;
import io.seqlab.result.registration.RegisteredClaim;
import io.seqlab.result.registration.Registration;
import io.seqlab.result.registration.Registration.Status;
import io.seqlab.result.verdict.Verdict;
import io.seqlab.study.plan.StudyRuns;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that is run, and whose claim is edited afterwards. */
class EditedClaimRunTest {
  private static final String STUDY =
      """
      study: frozen
      task: {type: copy, symbols: 5, lengths: {test: [1, 9]}, examples: {train: 64, valid: 8, test: 8}}
      training: {batch: {size: 16}, budget: {steps: 1}, validate_every: 1}
      metrics: [loss]
      report: {attention: 0}
      seeds: [1]
      models:
        plain: {type: rnn, cell: gru, hidden: 4, embedding: 4, attention: none}
        luong: {extends: plain, attention: luong}
      claims:
        - id: C13
          sentence: Attention adds few parameters
          parts: [{type: ratio_within, measure: parameters, of: luong, to: plain, within: [1.05, 2]}]
      """;
  private static final String EDITED = STUDY.replace("[1.05, 2]", "[1.05, 3]");
  private static final String MARK = "claim.parts[0].within: [1.05, 2.0] → [1.05, 3.0]";

  @TempDir Path home;
  private ExperimentFolder experiment;

  @BeforeEach
  void folder() {
    experiment = new ExperimentFolder(home.resolve("out"));
  }

  @Test
  void claimThatIsEditedAfterItsRunsIsMarkedOnEveryPage() throws IOException {
    run(STUDY);
    assertThat(registration()).matches(r -> r.status() == Status.FROZEN && r.changes().isEmpty());
    assertThat(pages()).noneMatch(page -> page.contains("Changed after"));
    run(EDITED);
    assertThat(registration().status()).isEqualTo(Status.CHANGED);
    assertThat(registration().changes()).containsExactly(MARK);
    assertThat(registration().sha256()).isEqualTo(registered().get(0).sha256());
    assertThat(pages())
        .allMatch(page -> page.contains("Changed after its runs began"))
        .allMatch(page -> page.replace("\\", "").contains(MARK));
    run(EDITED.replace("C13", "C14"));
    assertThat(pages())
        .allMatch(page -> page.contains("Registered after its runs began."))
        .allMatch(page -> page.contains("Registered, but no longer in the study: C13."));
  }

  @Test
  void freshKeepsEarlierVersions() throws IOException {
    run(STUDY);
    String hash = registered().get(0).sha256();
    fresh(EDITED);
    assertThat(registered()).extracting(RegisteredClaim::runs).containsExactly(0, 2, 0);
    assertThat(registered().get(0).sha256()).isEqualTo(hash);
    assertThat(registration()).matches(r -> r.status() == Status.CHANGED && r.discarded());
    assertThat(registration().changes()).containsExactly(MARK);
    assertThat(pages())
        .allMatch(page -> page.contains("Changed after earlier runs, which were discarded"));
    run(EDITED.replace("few", "more"));
    assertThat(registration().discarded()).as("the present runs had begun").isFalse();
    assertThat(registration().changes()).hasSize(2).contains(MARK);
  }

  /** A split whose file was edited, under the same study. */
  @Test
  void runsOnOtherDataThanTheDiscardedOnesAreMarked() throws IOException {
    for (String split : List.of("train", "valid", "test")) {
      Files.writeString(home.resolve(split), "a b\nb a\n");
    }
    String file = "{source: '%s', target: '%<s'}";
    String task =
        "task: {type: corpus, train: %s, valid: %s, test: %s}"
            .formatted(
                file.formatted(home.resolve("train")),
                file.formatted(home.resolve("valid")),
                file.formatted(home.resolve("test")));
    String study = STUDY.replaceFirst("task: .*", task);
    run(study);
    fresh(study);
    assertThat(registration().status()).as("same data").isEqualTo(Status.FROZEN);
    String before = experiment.readData().values().iterator().next().train();
    Files.writeString(home.resolve("train"), "a b\nb b\n");
    fresh(study);
    String now = experiment.readData().values().iterator().next().train();
    assertThat(registration()).matches(r -> r.status() == Status.CHANGED && r.discarded());
    assertThat(registration().changes())
        .containsExactly(
            "data.train: %s → %s".formatted(before.substring(0, 10), now.substring(0, 10)));
    assertThat(pages())
        .allMatch(page -> page.contains("Changed after earlier runs, which were discarded"))
        .allMatch(page -> page.contains("data.train: "));
    run(study.replace("[1.05, 2]", "[1.05, 3]"));
    assertThat(registration().changes()).as("data of the first runs").hasSize(2).contains(MARK);
    Files.writeString(home.resolve("train"), "a b\nb a\n");
    fresh(study);
    assertThat(registration().status()).as("as before").isEqualTo(Status.FROZEN);
  }

  @Test
  void claimMayChangeUntilItsFirstRun() throws IOException {
    start(STUDY, false);
    run(EDITED);
    assertThat(registered()).extracting(RegisteredClaim::runs).containsExactly(0, 0);
    assertThat(registration()).matches(r -> r.status() == Status.FROZEN && !r.discarded());
    assertThat(registration().sha256()).isEqualTo(registered().get(1).sha256());
  }

  @Test
  void cloneGivesTheSameMarks() throws IOException {
    run(STUDY);
    run(EDITED);
    byte[] claims = Files.readAllBytes(experiment.file("claims.json"));
    deleteRuns();
    Files.delete(experiment.file("claims.json"));
    StudySpec study = StudyRuns.saved(experiment).orElseThrow();
    StudyVerdicts.judge(experiment, study).write();
    assertThat(experiment.file("claims.json")).hasBinaryContent(claims);
    StudyResults.collect(study, experiment);
    assertThat(experiment.file("claims.json")).hasBinaryContent(claims);
  }

  @Test
  void experimentWithoutRegistrationsSaysSoOnce() throws IOException {
    run(STUDY);
    Files.delete(experiment.file("registrations.json"));
    assertThat(StudyResults.collect(StudyRuns.saved(experiment).orElseThrow(), experiment))
        .anyMatch(warning -> warning.contains("registrations.json is missing"));
    assertThat(pages())
        .allMatch(page -> page.contains("Not registered before their runs: C13."))
        .noneMatch(page -> page.contains("Changed") || page.contains("Registered"));
  }

  private Registration registration() throws IOException {
    return experiment.readVerdicts().get(0).registration();
  }

  private List<RegisteredClaim> registered() throws IOException {
    return new RegistrationFile(experiment).read();
  }

  /** Every page that shows verdicts. */
  private List<String> pages() throws IOException {
    Report.write(experiment);
    List<Verdict> verdicts = experiment.readVerdicts();
    List<ClaimRow> entries = ClaimRow.of(home, "out", verdicts);
    ClaimsPage.write(home, entries, List.of());
    return List.of(
        Files.readString(experiment.file("README.md")),
        Files.readString(experiment.file("report.html")),
        Files.readString(home.resolve("README.md")),
        ClaimsPage.text(entries),
        VerdictText.text(verdicts, registered()));
  }

  private void deleteRuns() throws IOException {
    try (Stream<Path> files = Files.walk(experiment.file("runs"))) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  private void run(String yaml) throws IOException {
    run(yaml, false, false);
  }

  private void fresh(String yaml) throws IOException {
    run(yaml, true, false);
  }

  /** As if it were killed before the first run. */
  private void start(String yaml, boolean fresh) throws IOException {
    run(yaml, fresh, true);
  }

  private void run(String yaml, boolean fresh, boolean cancelled) throws IOException {
    StudySpec study =
        StudyReader.read(Files.writeString(home.resolve("study.yaml"), yaml), List.of());
    StudyRunner.Options options =
        new StudyRunner.Options(
            experiment.path(), List.of(), fresh, "seqlab run", Optional.empty(), () -> cancelled);
    assertThat(new StudyRunner(study, options, new StudyListener() {}).run()).isEmpty();
  }
}
