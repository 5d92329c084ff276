package io.seqlab.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.RunKey;
import io.seqlab.study.plan.StudyData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker process loads its own data, maybe after the study has planned with others. */
class ChangedDataOfWorkerTest {
  private static final String STUDY =
      """
      study: worker
      task: {type: copy, symbols: 4, examples: {train: 16, valid: 4, test: 4}}
      training: {batch: {size: 16}, budget: {steps: 1}, validate_every: 1}
      decoding: {max_length: 4}
      metrics: [token_accuracy]
      seeds: [1]
      models: {gru: {type: rnn, cell: gru, hidden: 4, embedding: 4, attention: none}}
      """;

  @TempDir Path home;

  @Test
  void runFailsBeforeItTrains() throws IOException {
    StudySpec study =
        StudyReader.read(Files.writeString(home.resolve("study.yaml"), STUDY), List.of());
    RunSpec spec = RunSpec.of(study, "gru", 1);
    StudyData data = StudyData.load(spec.task());
    DataDigests loaded = data.digests();
    DataDigests planned = new DataDigests(loaded.train(), loaded.valid(), "0".repeat(64));
    RunFolder folder = new RunFolder(home.resolve("gru/s1"));
    Environment environment = new Environment("", false, "17", "Linux", "CPU", 1, Map.of());
    RunContext run =
        new RunContext(
            new RunKey("gru", 1),
            spec,
            planned,
            folder,
            environment,
            1,
            new StudyListener() {},
            Cancellation.NONE);
    RunOutcome outcome = RunExecutor.execute(run, data);
    assertThat(outcome.failure().orElseThrow().message())
        .contains("the examples of test have changed", "run the study again");
    assertThat(folder.checkpoints()).doesNotExist();
  }
}
