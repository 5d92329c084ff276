package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.DecodingSpec;
import io.seqlab.config.schema.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decoding settings that contradict each other or the rest of the study. */
class DecodingSpecTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "beam: 0 | decoding.beam: beam must be at least 1, not 0",
        "length_penalty: -1 | length_penalty must be at least 0",
        "min_length: 11 | min_length 11 is above max_length 10",
        "no_repeat_ngram_size: -1 | no_repeat_ngram_size must be at least 0",
        "repetition_penalty: 0 | repetition_penalty must be above 0",
        "temperature: 0.5 | temperature has no effect without sampling; set sample: true",
        "top_k: 5 | top_k has no effect without sampling",
        "top_p: 0.5 | top_p has no effect without sampling",
        "seed: 2 | seed has no effect without sampling",
        "mbr_samples: 5 | mbr_samples has no effect without sampling",
        "'sample: true, mbr_utility: chrf' | mbr_utility has no effect without minimum Bayes risk; set mbr_samples",
        "'sample: true, temperature: 0' | temperature must be above 0",
        "'sample: true, top_p: 1.5' | top_p must be from 0 to 1",
        "'sample: true, top_p: 0' | top_p must be above 0",
        "'sample: true, beam: 4' | set beam: 1, or remove sample",
        "mbr_utility: loss | use a metric of outputs, such as bleu, chrf or edit_distance",
        "average: 3 | average 3 needs as many kept checkpoints, and training keeps 0; set training.keep: {last: 3}",
        "replace_unknown: true | model 'rnn' has no attention",
        "topk: 5 | did you mean 'top_k'?",
      })
  void rejectsImpossibleSettings(String decoding, String message) {
    String study = StudyText.BASE + "decoding: {max_length: 10, %s}\n".formatted(decoding);
    assertThatThrownBy(() -> text().read(study))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{}' | exactly one of the keys last, best",
        "'{last: 2, best: 2}' | exactly one of the keys last, best",
        "'{last: 0}' | last must be at least 1",
      })
  void rejectsImpossibleCheckpoints(String keep, String message) {
    assertThatThrownBy(() -> text().with("budget:", "keep: %s\n  budget:".formatted(keep)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  private StudyText text() {
    return new StudyText(folder);
  }

  @Test
  void optionsOverrideSettings() {
    DecodingSpec study = SpecReader.read("{beam: 4}", "decoding", DecodingSpec.class);
    assertThat(
            SpecReader.with(
                    study,
                    Map.of("max_length", "7", "generate_unk", "false"),
                    key -> "--" + key,
                    DecodingSpec.class)
                .maxLength())
        .isEqualTo(7);
    assertThatThrownBy(
            () ->
                SpecReader.with(
                    study, Map.of("sample", "true"), key -> "--" + key, DecodingSpec.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("beam 4 searches for the most probable ones");
    for (String wrong : List.of("many", "[1]", "1.5")) {
      assertThatThrownBy(
              () ->
                  SpecReader.with(
                      study, Map.of("top_k", wrong), key -> "--top-k", DecodingSpec.class))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("--top-k");
    }
  }
}
