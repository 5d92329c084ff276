package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.seqlab.config.StudySpec;
import io.seqlab.config.model.RnnEncoderSpec;
import io.seqlab.config.search.SearchSpec;
import io.seqlab.config.search.SearchSpec.Rung;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SearchTest {
  private static final String RATE = "training.optimizer.learning_rate";
  @TempDir private Path folder;

  private StudySpec study(String search) {
    return new StudyText(folder).read(StudyText.BASE + "search: " + search + "\n");
  }

  private SearchSpec search(String text) {
    return study(text).search().orElseThrow();
  }

  static Stream<Arguments> mistakes() {
    String list = "over: {" + RATE + ": [1e-3]}";
    return Stream.of(
        arguments("{over: {}}", "search.over: a search needs a key, such as " + RATE),
        arguments("{seeds: [3], " + list + "}", "search.seeds: seed 3 is also a seed of the study"),
        arguments(
            "{over: {training.optimiser.learning_rate: [1]}}",
            "unknown key 'optimiser' in search key training; did you mean 'optimizer'?"),
        arguments(
            "{over: {task.symbols: [5]}}",
            "search key 'task.symbols' must start with training., decoding. or model. (every model)"),
        arguments(
            "{over: {models.rnn.hidden: [5]}}",
            "search key 'models.rnn.hidden' must start with training., decoding. or model. (every model)"),
        arguments(
            "{over: {decoding.beam: [1, 5]}}",
            "search key 'decoding.beam' does not change loss, which trials are ranked by; set training.best_by"),
        arguments(
            "{over: {model.heads: [2]}}",
            "search key 'model.heads' does not belong to model 'rnn'; a search is over keys that every model has"),
        arguments(
            "{over: {training.budget.steps: [5]}}",
            "search key 'training.budget.steps' is equal for all trials"),
        arguments(
            "{over: {training.batch: [{size: 4}], training.batch.size: [8]}}",
            "search keys 'training.batch' and 'training.batch.size' both set training.batch.size"),
        arguments(
            "{over: {" + RATE + ": [1e-3, fast]}}",
            RATE + " must be a finite number, not the text 'fast'"),
        arguments(
            "{trials: 2, over: {" + RATE + ": {from: 0, to: 1}}}", "learning_rate must be above 0"),
        arguments(
            "{over: {" + RATE + ": {from: 1e-4, to: 1e-2}}}",
            "search.trials: a search over from and to draws its values, so it needs trials"),
        arguments("{trials: 2, over: {" + RATE + ": {from: 2, to: 1}}}", "from must be below to"),
        arguments(
            "{trials: 2, over: {" + RATE + ": {from: 0, to: 1, scale: log}}}",
            "from must be above 0 on a log scale"),
        arguments("{trials: 2, over: {" + RATE + ": {from: 1}}}", "needs either a list"),
        arguments(
            "{trials: 2, " + list + "}",
            "2 trials are more than the 1 combinations of the lists; leave trials out"),
        arguments(
            "{trials: 2, over: {training.optimizer.type: {from: 1, to: 2}}}",
            "search key 'training.optimizer.type' is the text 'adam', not a number; list its values"),
        arguments(
            "{halving: 4, over: {" + RATE + ": [1e-3, 1e-2]}}",
            "search.halving: halving must be from 2 to the number of trials, not 4"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void invalidSearchesAreReportedWithLineAndKey(String text, String message) {
    String refusal = new StudyText(folder).refusal(StudyText.BASE + "search: " + text + "\n");
    assertThat(refusal).startsWith("study.yaml:9").contains(message);
  }

  @Test
  void keysOfGridAndSearchAreDisjoint() {
    String text =
        StudyText.BASE
            + "grid: {training.optimizer: [{type: sgd}]}\nsearch: {over: {%s: [1]}}\n"
                .formatted(RATE);
    assertThat(new StudyText(folder).refusal(text))
        .startsWith("study.yaml:10")
        .contains("search keys 'training.optimizer' and '" + RATE + "' both set " + RATE);
  }

  @Test
  void aModelCannotHaveTheNameOfTheFolderOfTrials() {
    String text = StudyText.BASE.replace("big:", "Search:");
    assertThat(new StudyText(folder).refusal(text + "search: {over: {" + RATE + ": [1]}}\n"))
        .contains("keeps its trials in the folder 'search'");
  }

  @Test
  void valuesApplyToOneModel() {
    StudySpec study = study("{over: {model.dropout: [0.1, 0.5], " + RATE + ": [1e-3]}}");
    StudySpec tuned = SearchKeys.with(study, "rnn", Map.of("model.dropout", "0.5", RATE, "0.25"));
    assertThat(tuned.training().optimizer().learningRate()).isEqualTo(0.25);
    assertThat(((RnnEncoderSpec) tuned.models().get("rnn").encoder()).dropout()).isEqualTo(0.5);
    assertThat(tuned.models().get("luong")).isEqualTo(study.models().get("luong"));
  }

  @Test
  void decodingIsSearchedByAMetricOfOutputs() {
    String text =
        StudyText.BASE.replace("training:\n", "training:\n  best_by: exact_match\n")
            + "search: {over: {decoding.beam: [1, 5]}}\n";
    StudySpec study = new StudyText(folder).read(text);
    assertThat(SearchKeys.with(study, "rnn", Map.of("decoding.beam", "5")).decoding().beam())
        .isEqualTo(5);
  }

  @Test
  void numbersHaveTheTypeOfTheirKey() {
    StudySpec study = study("{over: {" + RATE + ": [1e-3]}}");
    assertThat(SearchKeys.isInteger(study, "training.schedule.warmup")).isTrue();
    assertThat(SearchKeys.isInteger(study, RATE)).isFalse();
    assertThat(SearchKeys.text(12.5, true)).isEqualTo("13");
    assertThat(SearchKeys.text(0.000316227, false)).isEqualTo("3.16E-4");
    assertThat(SearchKeys.text(1.23456e9, false)).isEqualTo("1.23E+9");
  }

  @Test
  void halvingDividesTheTrialsAndMultipliesTheBudget() {
    String over = ", over: {" + RATE + ": {from: 1e-4, to: 1, scale: log}}}";
    assertThat(search("{trials: 9, halving: 3" + over).rungs())
        .containsExactly(new Rung(9, 9), new Rung(3, 3));
    assertThat(search("{trials: 8, halving: 3" + over).rungs())
        .containsExactly(new Rung(8, 3), new Rung(2, 1));
    assertThat(search("{trials: 5, halving: 3" + over).rungs()).containsExactly(new Rung(5, 3));
    assertThat(search("{trials: 8" + over).rungs()).containsExactly(new Rung(8, 1));
    assertThat(search("{trials: 8, halving: 3, seeds: [7, 8]" + over).runCount()).isEqualTo(20);
  }
}
