package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.claim.Bounds;
import io.seqlab.config.claim.ClaimSpec;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.TestStatistic;
import io.seqlab.config.claim.ValueRange;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The block {@code claims:} of a study. */
class ClaimsTest {
  private static final String POINTS =
      """
      grid: {model.hidden: [64], model.cell: [gru], task.lengths.test: [[1, 30]]}
      probes: [{type: cost}, {type: gradient}]
      """;
  private static final String CLAIMS =
      StudyText.BASE
          + """
          claims:
            - id: C1
              sentence: Attention removes the bottleneck
              parts:
                - {type: greater, measure: exact_match, of: luong, than: rnn, margin: 0.1,
                   where: {source_length: [20, 30], model.hidden: 64, model.cell: gru, task.lengths.test: "[1, 30]"}}
                - {type: gap_widens, measure: exact_match, of: luong, than: rnn, over: source_length}
            - id: C2
              sentence: the others
              level: 0.01
              parts:
                - {type: ratio_within, measure: parameters, of: luong, to: rnn, within: [1, 1.5]}
                - {type: trend, measure: train_step_seconds, of: big, over: length, scale: log, slope: [null, 2.1]}
                - {type: equal_within, measure: bleu, of: {model: big, where: {target_length: 5}}, than: {model: rnn, where: {model.cell: 'gru'}}, within: 2}
                - {type: holds, measure: gradient_summary_decay, of: {model: big, measure: initial_gradient_summary_decay}, below: 1e-5}
          """
          + POINTS;

  @TempDir private Path folder;

  private StudySpec read(String text) {
    return new StudyText(folder).read(text);
  }

  @Test
  void sourceOfClaimIsRead() {
    String quoted =
        CLAIMS.replace(
            "  sentence: the others\n",
            """
              sentence: the others
                topic: Cost
                quote: It is often slower | <b>.
                source: 'Author 2015, section 1'
                interpretation: 'Often: in most cells.'
                scope: CPU
            """);
    ClaimSpec claim = read(quoted).claims().get(1);
    assertThat(claim.topic()).isEqualTo("Cost");
    assertThat(claim.quote()).isEqualTo("It is often slower | <b>.");
    assertThat(claim.source()).isEqualTo("Author 2015, section 1");
    assertThat(claim.interpretation()).isEqualTo("Often: in most cells.");
    assertThat(claim.scope()).isEqualTo("CPU");
    assertThat(read(CLAIMS).claims().get(1).quote()).isEmpty();
  }

  @Test
  void everyTestIsRead() {
    List<ClaimTest> first = read(CLAIMS).claims().get(0).parts();
    assertThat(first.get(0).criterion().bounds().lower()).isEqualTo(0.1);
    assertThat(first.get(0).where().get("model.hidden").contains("64.0")).isTrue();
    assertThat(first.get(0).where().get("model.cell").contains("gru")).isTrue();
    assertThat(first.get(0).where().get("task.lengths.test").contains("[1, 30]")).isTrue();
    assertThat(first.get(0).where().get("task.lengths.test").contains("[1, 50]")).isFalse();
    ValueRange lengths = first.get(0).where().get("source_length");
    assertThat(List.of("19.9", "20", "30.0", "31", "x").stream().filter(lengths::contains))
        .containsExactly("20", "30.0");
    List<ClaimTest> second = read(CLAIMS).claims().get(1).parts();
    assertThat(second)
        .extracting(test -> test.criterion().statistic())
        .containsExactly(
            TestStatistic.RATIO,
            TestStatistic.EXPONENT,
            TestStatistic.DIFFERENCE,
            TestStatistic.VALUE);
    assertThat(second)
        .extracting(test -> test.criterion().bounds())
        .extracting(Bounds::describe)
        .containsExactly("between 1 and 1.5", "below 2.1", "between -2 and 2", "below 0.00001");
  }

  @Test
  void claimsReadBackEqualAndBelongToNoRun() {
    StudySpec study = read(CLAIMS);
    String text = ResolvedYaml.write(study);
    assertThat(text).contains("source_length: [20, 30]", "model.cell: [gru, gru]");
    assertThat(SpecReader.read(text, "study.yaml", StudySpec.class)).isEqualTo(study);
    assertThat(ResolvedYaml.sha256(RunSpec.of(study, "rnn", 1)))
        .isEqualTo(ResolvedYaml.sha256(RunSpec.of(read(StudyText.BASE + POINTS), "rnn", 1)));
  }

  @Test
  void aMetricOfSlicesIsMeasured() {
    String slices = "probes: [{type: slices, by: [target_length], metrics: [edit_distance]}, ";
    String claims =
        CLAIMS.replace("measure: bleu", "measure: edit_distance").replace("probes: [", slices);
    assertThat(read(claims).claims().get(1).parts().get(2).measure()).isEqualTo("edit_distance");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"train_loss", "valid_loss", "valid_bleu", "valid_gradient_state_log_ratio"})
  void learningCurvesAreMeasured(String measure) {
    String claims =
        CLAIMS
            .replace("measure: bleu", "measure: " + measure)
            .replace("target_length: 5", "step: 5")
            .replace("{type: gradient}", "{type: gradient, during: true}");
    assertThat(read(claims).claims().get(1).parts().get(2).measure()).isEqualTo(measure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: gap_widens, | type: gap_wides, | study.yaml:15: unknown type 'gap_wides' in claims[0].parts[1]; did you mean 'gap_widens'?",
        "of: big, over | of: bug, over | study.yaml:21: claims[1].parts[1]: unknown model 'bug'; did you mean 'big'? (models: rnn, luong, big)",
        "{model: big, where | {model: bog, where | study.yaml:22: claims[1].parts[2]: unknown model 'bog'",
        "margin: 0.1 | margn: 0.1 | study.yaml:13: unknown key 'margn' in claims[0].parts[0]; did you mean 'margin'?",
        "level: 0.01 | verdict: supported | study.yaml:18: unknown key 'verdict' in claims[1]; keys: id, topic, sentence, quote, source, interpretation, scope, level, requires, parts",
        "level: 0.01 | level: 5 | study.yaml:18: claims[1].level: level must be between 0 and 0.5",
        "id: C2 | id: C1 | claims: duplicate claim id in [C1, C1]",
        "level: 0.01 | quote: it is | study.yaml:16: claims[1].source: a quote and its source stand together; add source: author, year, section",
        "level: 0.01 | source: Author 2015 | study.yaml:16: claims[1].quote: a quote and its source stand together; add the quote",
        "[1, 1.5] | [1.5, 1] | the upper bound 1.0 must be above the lower bound 1.5",
        "[null, 2.1] | [null, null] | bounds need at least one number",
        "[1, 1.5] | [-1, 1.5] | study.yaml:20: claims[1].parts[0].within: bounds of a ratio of positive measures must not be negative: between -1 and 1.5",
        "id: C2 | id: C 2 | study.yaml:16: claims[1].id: id 'C 2' must consist of at most 60 letters, digits, '.', '_', '+' or '-', such as C1",
        "measure: bleu | measure: edit_distance | study.yaml:22: claims[1].parts[2]: the study does not measure edit_distance; add it to metrics (now exact_match, token_accuracy, bleu, perplexity)",
        "measure: initial_gradient_summary_decay | measure: loss | study.yaml:23: claims[1].parts[3]: the study does not measure loss",
        "measure: parameters | measure: parameter | study.yaml:20: claims[1].parts[0]: unknown measure 'parameter'; did you mean 'parameters'?",
        "initial_gradient_summary_decay | initial_flops | study.yaml:23: claims[1].parts[3]: unknown measure 'initial_flops'",
        "over: length | over: lenght | study.yaml:21: claims[1].parts[1]: train_step_seconds has no dimension 'lenght'; did you mean 'length'? (valid dimensions and grid keys: length, model.cell,",
        "over: length | over: batch | study.yaml:21: claims[1].parts[1]: train_step_seconds has no dimension 'batch'",
        "target_length: 5 | target_lenght: 5 | study.yaml:22: claims[1].parts[2]: bleu has no dimension 'target_lenght'; did you mean",
        "gradient_summary_decay, of: {model: big, | gradient_summary_decay, of: {model: big, where: {layer: 1}, | initial_gradient_summary_decay has no dimension 'layer'",
        "measure: gradient_summary_decay, of: {model: big, measure: initial_gradient_summary_decay} | measure: gradient_loss, of: big | study.yaml:23: claims[1].parts[3]: gradient_loss has values by distance or source_position; select points with where: {distance: …}",
        "measure: gradient_summary_decay, of: {model: big, measure: initial_gradient_summary_decay} | measure: gradient_loss, of: big, where: {distance: 1, source_position: 1} | study.yaml:23: claims[1].parts[3]: gradient_loss has values by distance or source_position, not by both at once; keep one",
        "[20, 30] | [30, 20] | the end 20 of the range must not be below its start 30",
        "[20, 30] | [a, b] | a range needs two numbers, not 'a' and 'b'",
        ", below: 1e-5 | '' | holds needs above, below, or both",
        "within: 2} | within: 0} | within must be above 0, not 0.0",
      })
  void invalidClaimsAreReportedWithLine(String right, String wrong, String message) {
    assertThat(CLAIMS).contains(right);
    assertThat(new StudyText(folder).refusal(CLAIMS.replace(right, wrong))).contains(message);
  }
}
