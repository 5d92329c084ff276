package io.seqlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.SpecReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolSentenceTest {
  @Test
  void describesThePlateau() {
    String yaml =
        """
        study: s
        task: {type: dates}
        training: {budget: {steps: 900}, patience: 5, min_delta: 0.01}
        models: {m: {encoder: {type: rnn}, decoder: {type: rnn}}}
        """;
    assertThat(ProtocolSentence.of(SpecReader.read(yaml, "s.yaml", StudySpec.class)))
        .isEqualTo(
            "Budget: 900 steps of training per run at most; training ends after 5 validations"
                + " without an improvement of validation loss by 0.01 or more.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "steps: 1 | | Budget: 1 step of training per run.",
        "epochs: 5 | | Budget: 5 epochs of training per run.",
        "tokens: 20000 | | Budget: 20,000 target tokens of training per run.",
        "seconds: 60 | match: {parameters: 100000} | Matched: parameters within 1 % of 100,000;"
            + " budget: 60 seconds of training per run.",
        "seconds: 0.5 | 'grid: {training.budget.seconds: [1, 2]}' | Budget: set by the grid.",
      })
  void describesMatchAndBudget(String budget, String more, String sentence) {
    String yaml =
        """
        study: s
        task: {type: dates}
        training: {budget: {%s}}
        models: {m: {encoder: {type: rnn}, decoder: {type: rnn}}}
        %s
        """
            .formatted(budget, more == null ? "" : more);
    assertThat(ProtocolSentence.of(SpecReader.read(yaml, "s.yaml", StudySpec.class)))
        .isEqualTo(sentence);
  }
}
