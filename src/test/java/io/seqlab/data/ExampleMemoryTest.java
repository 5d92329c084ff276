package io.seqlab.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.task.ExampleLengths;
import io.seqlab.config.task.ExampleLengths.Sides;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.Split;
import io.seqlab.data.corpus.DataFolders;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleMemoryTest {
  /** Wraps a task, so that it can be parsed without a study. */
  public record TaskFile(TaskSpec task) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "copy",
        "sort",
        "dates",
        "addition",
        "addition, reversed: true, digits: 5",
        "first_token_recall",
        "position_recall",
        "key_value_recall",
        "delayed_copy",
        "needle",
        "parity",
        "parity, running: true",
        "lexicon, fertile: 1",
        "lexicon, fertile: 0",
        "frequent_words",
        "frequent_words, share: 0.9",
        "frequent_words, translated: all",
        "coreference",
        "coreference, distractors: {test: [1, 24]}",
        "scan",
        "scan, split: length"
      })
  void examplesAreWithinTheLengthsOfTheDefinition(String type) {
    TaskSpec task = SpecReader.read("task: {type: " + type + "}", "task", TaskFile.class).task();
    Sides test = ExampleLengths.of(task).orElseThrow().test();
    for (Example example :
        TaskLoader.split(task, Split.TEST, DataFolders.of(Map.of(), Path.of(""))).examples()) {
      assertThat(example.source().size()).isBetween(test.minSource(), test.maxSource());
      assertThat(example.target().size()).isBetween(test.minTarget(), test.maxTarget());
    }
  }
}
