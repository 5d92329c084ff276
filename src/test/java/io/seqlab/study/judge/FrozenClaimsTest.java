package io.seqlab.study.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.RegistrationFile;
import io.seqlab.result.git.StudyFile;
import io.seqlab.result.record.PlannedRuns;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.registration.RegisteredClaim;
import io.seqlab.result.registration.Registration;
import io.seqlab.result.registration.Registration.Status;
import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A claim is frozen when the first of its runs begins. Runs are simulated by their records. */
class FrozenClaimsTest {
  private static final String STUDY =
      """
      study: frozen
      task: {type: copy, symbols: 5, lengths: {test: [1, 9]}, examples: {train: 64, valid: 8, test: 8}}
      training: {batch: {size: 16}, budget: {steps: 1}, validate_every: 1}
      metrics: [loss]
      report: {attention: 0}
      seeds: [1, 2]
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
  private static final String SECOND =
      """
        - id: C0
          sentence: The loss is above 1
          parts: [{type: holds, measure: loss, of: plain, above: 1}]
      """;

  @TempDir Path home;
  private ExperimentFolder experiment;
  private StudySpec study;

  @BeforeEach
  void folder() {
    experiment = new ExperimentFolder(home.resolve("out"));
  }

  @Test
  void claimThatIsEditedBackIsTheRegisteredOne() throws IOException {
    run(STUDY);
    run(EDITED);
    run(STUDY);
    assertThat(registration().status()).isEqualTo(Status.FROZEN);
    assertThat(registered()).extracting(RegisteredClaim::runs).containsExactly(0, 4, 4);
  }

  @Test
  void freshKeepsEarlierVersions() throws IOException {
    run(STUDY);
    String hash = registered().get(0).sha256();
    fresh(EDITED);
    assertThat(registered()).extracting(RegisteredClaim::runs).containsExactly(0, 4, 0);
    assertThat(registered().get(0).sha256()).isEqualTo(hash);
    assertThat(registration()).matches(r -> r.status() == Status.CHANGED && r.discarded());
    assertThat(registration().changes()).containsExactly(MARK);
    run(EDITED.replace("few", "more"));
    assertThat(registration().discarded()).as("the present runs had begun").isFalse();
    assertThat(registration().changes()).hasSize(2).contains(MARK);
  }

  @Test
  void runsThatWereDiscardedBeforeTheClaimWasEditedLeaveATrace() throws IOException {
    run(STUDY);
    start(STUDY, true);
    run(EDITED);
    assertThat(registration()).matches(r -> r.status() == Status.CHANGED && r.discarded());
  }

  @Test
  void unchangedStudyIsRegisteredOnce() throws IOException {
    run(STUDY, new RunKey("plain", 1));
    run(STUDY);
    run(
        "# with a comment\n"
            + STUDY.replace(
                "id: C13\n    sentence: Attention adds few parameters",
                "sentence: 'Attention adds few parameters'\n    id: C13"));
    run(STUDY + "description: Does it?\n");
    run(STUDY.replace("  luong:", "  other: {extends: plain}\n  luong:"));
    assertThat(registered()).hasSize(1);
    assertThat(registration().status()).isEqualTo(Status.FROZEN);
  }

  @Test
  void runsOfOneModelFreezeTheClaim() throws IOException {
    run(STUDY, new RunKey("plain", 1));
    run(EDITED);
    assertThat(registered()).extracting(RegisteredClaim::runs).containsExactly(0, 1);
    assertThat(registration().status()).isEqualTo(Status.CHANGED);
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
  void claimOfModelsWithoutRunsIsRegisteredBeforeThem() throws IOException {
    run(STUDY);
    String models = STUDY.replace("  luong:", "  wide: {extends: plain, hidden: 6}\n  luong:");
    run(models + SECOND.replace("of: plain", "of: wide"));
    assertThat(registration(0).status()).isEqualTo(Status.FROZEN);
    assertThat(registration(1).status()).isEqualTo(Status.FROZEN);
  }

  @Test
  void claimThatIsAddedAfterTheRunsIsMarked() throws IOException {
    run(STUDY);
    run(STUDY + SECOND);
    assertThat(registration(1)).matches(r -> r.status() == Status.ADDED && !r.discarded());
    fresh(STUDY + SECOND);
    assertThat(registration(1)).matches(r -> r.status() == Status.ADDED && r.discarded());
    assertThat(registration().status()).as("same before and after").isEqualTo(Status.FROZEN);
  }

  @Test
  void renamedClaimIsComparedWithItsFormerSelf() throws IOException {
    run(STUDY);
    run(STUDY.replace("C13", "C13b"));
    assertThat(registration().changes()).containsExactly("claim.id: C13 → C13b");
  }

  @Test
  void settingsThatDecideWhatIsTestedBelongToTheClaim() throws IOException {
    run(STUDY);
    run(STUDY.replace("seeds: [1, 2]", "seeds: [1, 2, 3]"));
    assertThat(registration().changes()).containsExactly("seeds.list: [1, 2] → [1, 2, 3]");
    fresh(STUDY.replace("steps: 1}", "steps: 2}").replace("hidden: 4", "hidden: 5"));
    assertThat(registration().changes())
        .contains("training.budget.steps: 1 → 2", "models.plain.encoder.hidden: 4 → 5")
        .noneMatch(line -> line.startsWith("seeds"));
  }

  @Test
  void claimThatIsEditedInTheSavedStudyIsMarked() throws IOException {
    run(STUDY);
    study = read(STUDY.replace("sentence:", "level: 0.1\n    sentence:"));
    assertThat(registration().changes()).containsExactly("claim.level: 0.05 → 0.1");
    study = read(STUDY + SECOND);
    assertThat(registration(1).status()).as("never registered").isEqualTo(Status.ADDED);
  }

  @Test
  void runsWithoutRegistrationsSayNothingAboutChanges() throws IOException {
    study = read(STUDY);
    assertThat(registration()).isEqualTo(Registration.NONE);
    begin(PlannedRuns.of(study).keySet());
    run(STUDY + SECOND);
    assertThat(registration()).isEqualTo(Registration.NONE);
    assertThat(registration(1)).isEqualTo(Registration.NONE);
    run(EDITED + SECOND);
    assertThat(registration()).matches(r -> r.status() == Status.UNREGISTERED);
    assertThat(registration().changes()).containsExactly(MARK);
    fresh(EDITED);
    assertThat(registration()).matches(r -> r.status() == Status.ADDED && r.discarded());
  }

  @Test
  void runsOfACloneCountByTheirRows() throws IOException {
    run(STUDY);
    for (RunKey run : PlannedRuns.of(study).keySet()) {
      Files.delete(experiment.run(run).path().resolve("run.json"));
    }
    Files.writeString(
        experiment.file("results.csv"),
        """
        model,seed,status,parameters,steps,seconds,train_tokens_per_second,decode_sentences_per_second,peak_memory_mb,loss
        plain,1,done,10,1,1,1,1,1,1
        """);
    run(EDITED);
    assertThat(registered()).extracting(RegisteredClaim::runs).containsExactly(0, 1);
  }

  @Test
  void registrationsOfVersionsThatDidNotWriteTheDataAreRead() throws IOException {
    run(STUDY);
    Path file = experiment.file("registrations.json");
    Files.writeString(file, Files.readString(file).replaceFirst(",\\s*\"data\" : \\[ ]", ""));
    assertThat(file).content().doesNotContain("\"data\"");
    assertThat(registered().get(0).data()).isEmpty();
  }

  @Test
  void versionThatWasChangedInTheFileIsRefused() throws IOException {
    run(STUDY);
    Path file = experiment.file("registrations.json");
    Files.writeString(file, Files.readString(file).replace("few parameters", "no parameters"));
    assertThatThrownBy(this::registered)
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("registrations.json")
        .hasMessageContaining("does not have its sha256");
  }

  private Registration registration() throws IOException {
    return registration(0);
  }

  private Registration registration(int claim) throws IOException {
    return new FrozenClaims(study, registered(), experiment.readData())
        .registration(study.claims().get(claim).id());
  }

  private List<RegisteredClaim> registered() throws IOException {
    return new RegistrationFile(experiment).read();
  }

  private void fresh(String yaml) throws IOException {
    start(yaml, true);
    run(yaml);
  }

  private void run(String yaml) throws IOException {
    start(yaml, false);
    begin(PlannedRuns.of(study).keySet());
  }

  private void run(String yaml, RunKey only) throws IOException {
    start(yaml, false);
    begin(Set.of(only));
  }

  private StudySpec read(String yaml) throws IOException {
    return StudyReader.read(Files.writeString(home.resolve("study.yaml"), yaml), List.of());
  }

  private void begin(Set<RunKey> runs) throws IOException {
    for (RunKey run : runs) {
      Path folder = Files.createDirectories(experiment.run(run).path());
      Files.writeString(folder.resolve("run.json"), "");
    }
  }

  /** What seqlab run does before the first run starts. */
  private void start(String yaml, boolean fresh) throws IOException {
    study = read(yaml);
    ClaimRegistry registry = new ClaimRegistry(experiment, study, StudyFile.NONE);
    try (FolderLease lease = FolderLeases.ofThisProcess().acquire(experiment.path(), o -> {})) {
      assertThat(lease.isHeld()).isTrue();
      if (fresh) {
        registry.registerBeforeDiscard();
        for (RunKey run : PlannedRuns.of(study).keySet()) {
          Files.deleteIfExists(experiment.run(run).path().resolve("run.json"));
        }
      }
      registry.register();
    }
  }
}
