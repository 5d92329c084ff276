package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.StudySpec;
import io.seqlab.config.claim.ClaimSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The version of a claim holds what decides its tests, and nothing else. */
class ClaimVersionTest {
  private static final String STUDY =
      """
      study: versions
      description: A question
      task: {type: reverse, symbols: 5, lengths: {test: [1, 9]}}
      training: {budget: {steps: 100}}
      metrics: [bleu, exact_match, loss]
      probes: [{type: slices}, {type: gradient, lengths: [5]}]
      requires: [{measure: exact_match, at_least: 0.9}]
      models:
        plain: {type: rnn, hidden: 8}
        luong: {extends: plain, attention: luong}
        other: {extends: plain, hidden: 9}
      grid: {model.embedding: [4, 5], models.other.hidden: [6, 7]}
      claims:
        - id: C1
          sentence: Attention wins
          parts:
            - {type: greater, measure: bleu, of: luong, than: plain, where: {model.embedding: 4}}
            - {type: greater, measure: loss, of: plain, than: luong, where: {model.embedding: 4}}
        - {id: C2, sentence: Other, parts: [{type: holds, measure: bleu, of: other, above: 1, where: {model.embedding: 4, models.other.hidden: 6}}]}
      """;

  @TempDir Path home;

  @Test
  void whatTheClaimDoesNotTestIsNoChange() throws IOException {
    assertSame("A question", "Another question");
    assertSame("id: C1\n", "id: C1\n    topic: Attention\n");
    assertSame("versions", "renamed");
    assertSame("claims:", "milestones: [{metric: exact_match, reaches: 0.5}]\nclaims:");
    assertSame("study:", "# a comment\nstudy:");
    assertSame("bleu, exact_match, loss", "loss, bleu, exact_match, perplexity");
    assertSame("{type: slices}, {type: gradient, lengths: [5]}", "{type: slices}");
    assertSame("hidden: 9", "hidden: 10");
    assertSame("[6, 7]", "[6]");
    assertSame("model.embedding: [4, 5]", "model.embedding: [6, 4]");
    assertSame("sentence: Other", "sentence: Others");
    assertSame("{type: reverse, symbols: 5", "{symbols: 5, type: reverse");
    assertSame("claims:", "report: {attention: 1}\nclaims:");
    assertSame("type: rnn, hidden: 8", "type: rnn, hidden: 8, attention: none");
  }

  private void assertSame(String text, String replacement) throws IOException {
    ClaimVersion other = version(STUDY.replace(text, replacement));
    assertThat(other.sha256()).as(replacement).isEqualTo(version(STUDY).sha256());
    assertThat(version(STUDY).changesTo(other)).as(replacement).isEmpty();
  }

  @Test
  void whatDecidesTheTestIsNamedWithBothValues() throws IOException {
    assertThat(changes("steps: 100", "steps: 400"))
        .containsExactly("training.budget.steps: 100 → 400");
    assertThat(changes("steps: 100", "epochs: 4"))
        .containsExactly("training.budget.epochs: null → 4", "training.budget.steps: 100 → null");
    assertThat(changes("Attention wins", "Attention often wins"))
        .containsExactly("claim.sentence: Attention wins → Attention often wins");
    assertThat(changes("loss, of: plain, than: luong", "loss, of: luong, than: plain"))
        .containsExactly(
            "claim.parts[1].of.model: plain → luong", "claim.parts[1].than.model: luong → plain");
    assertThat(changes("at_least: 0.9", "at_least: 0.95"))
        .containsExactly("requires[0].at_least: 0.9 → 0.95");
    assertThat(
            changes(
                "than: plain, where: {model.embedding: 4}",
                "than: plain, where: {model.embedding: 5}"))
        .containsExactly(
            "claim.parts[0].where.model.embedding: [4, 4] → [5, 5]",
            "grid.model.embedding: [4] → [4, 5]");
    assertThat(changes("hidden: 8", "hidden: 7"))
        .containsExactly(
            "models.luong.decoder.hidden: 8 → 7",
            "models.luong.encoder.hidden: 8 → 7",
            "models.plain.decoder.hidden: 8 → 7",
            "models.plain.encoder.hidden: 8 → 7");
    assertThat(changes("claims:", "seeds: {looks: [5, 8]}\nclaims:"))
        .containsExactly("seeds.list: [1, 2, 3] → null", "seeds.looks: [] → [5, 8]");
  }

  @Test
  void longTextsAreShownWhereTheyDiffer() throws IOException {
    String text = "One two three four five six seven eight nine ten eleven twelve";
    String study = STUDY.replace("Attention wins", text);
    assertThat(version(study).changesTo(version(study.replace("five six", "five to six"))))
        .containsExactly("claim.sentence: … four five six seven … → … four five to six seven …");
    assertThat(version(study).changesTo(version(study.replace("One", "At least one"))))
        .containsExactly("claim.sentence: One two three … → At least one two three …");
  }

  @Test
  void addedRemovedAndReplacedTestsAreListedWhole() throws IOException {
    String second =
        "      - {type: greater, measure: loss, of: plain, than: luong, where: {model.embedding: 4}}\n";
    assertThat(changes(second, ""))
        .containsExactly(
            "claim.parts[1]: removed {margin: 0.0, measure: loss, of: {model: plain}, than: {model: luong}, type: greater, where: {model.embedding: [4, 4]}}");
    String holds =
        "      - {type: holds, measure: loss, of: plain, below: 2, where: {model.embedding: 4}}\n";
    String held =
        "{below: 2.0, measure: loss, of: {model: plain}, type: holds, where: {model.embedding: [4, 4]}}";
    assertThat(changes("    parts:\n", "    parts:\n" + holds))
        .containsExactly("claim.parts[0]: added " + held);
    assertThat(changes(second, holds))
        .hasSize(1)
        .allMatch(line -> line.startsWith("claim.parts[1]: {margin: 0.0, measure: loss"))
        .allMatch(line -> line.endsWith(" → " + held));
  }

  @Test
  void keysThatAreNewInThisVersionCountAsTheirDefaults() throws IOException {
    ClaimVersion now = version(STUDY);
    ClaimVersion earlier = new ClaimVersion(now.yaml().replace("  label_smoothing: 0.0\n", ""));
    assertThat(earlier).isNotEqualTo(now);
    assertThat(earlier.changesTo(now)).isEmpty();
  }

  @Test
  void milestonesBelongToClaimsAboutThem() throws IOException {
    String study =
        STUDY
            .replace("claims:", "milestones: [{metric: exact_match, reaches: 0.5}]\nclaims:")
            .replace("measure: bleu, of: luong", "measure: steps_to, of: luong")
            .replace("measure: loss, of: plain", "measure: steps_to, of: plain");
    ClaimVersion earlier =
        new ClaimVersion(version(study).yaml().replace("  label_smoothing: 0.0\n", ""));
    assertThat(earlier.changesTo(version(study))).as("it can be read").isEmpty();
    assertThat(version(study).changesTo(version(study.replace("reaches: 0.5", "reaches: 0.6"))))
        .containsExactly("milestones[0].reaches: 0.5 → 0.6");
  }

  @Test
  void aChangedDefaultIsAChangeOfTheClaim() throws IOException {
    ClaimVersion now = version(STUDY);
    ClaimVersion earlier = new ClaimVersion(now.yaml().replace("clip_norm: 1.0", "clip_norm: 5.0"));
    assertThat(earlier.changesTo(now)).containsExactly("training.clip_norm: 5.0 → 1.0");
  }

  @Test
  void keysThatNoLongerExistAreListed() throws IOException {
    ClaimVersion now = version(STUDY);
    ClaimVersion earlier =
        new ClaimVersion(now.yaml().replace("training:\n", "training:\n  momentum: 0.5\n"));
    assertThat(earlier.changesTo(now)).containsExactly("training.momentum: removed 0.5");
  }

  static Stream<Path> studies() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("configs"))) {
      return all.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  void versionIsAStudyWithTheSameVersion(Path file) {
    StudySpec study = StudyReader.read(file, List.of());
    for (ClaimSpec claim : study.claims()) {
      ClaimVersion version = ClaimVersion.of(study, claim.id());
      StudySpec reduced = SpecReader.read(version.yaml(), "version", StudySpec.class);
      assertThat(ClaimVersion.of(reduced, claim.id())).isEqualTo(version);
    }
  }

  private List<String> changes(String text, String replacement) throws IOException {
    assertThat(STUDY).contains(text);
    return version(STUDY).changesTo(version(STUDY.replace(text, replacement)));
  }

  private ClaimVersion version(String yaml) throws IOException {
    Path file = Files.writeString(home.resolve("study.yaml"), yaml);
    return ClaimVersion.of(StudyReader.read(file, List.of()), "C1");
  }
}
