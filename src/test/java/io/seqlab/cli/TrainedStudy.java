package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small study with two models, three seeds and a claim. */
final class TrainedStudy {
  private static final String STUDY =
      """
      study: %s
      task:
        type: %s
        lengths: {train: [1, 4], test: [1, 6]}
        examples: {train: 64, valid: 8, test: 20}
      training:
        batch: {size: 16}
        budget: {steps: 30}
        validate_every: 30
        optimizer: {learning_rate: 0.03}
      decoding: {max_length: 7}
      metrics: [exact_match, token_accuracy]
      seeds: [1, 2, 3]
      models:
        luong: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: luong}
        transformer: {type: transformer, d_model: 8, heads: 2, layers: 1, ff: 16}
      claims:
        - id: T1
          sentence: The model answers something.
          parts: [{type: holds, measure: token_accuracy, of: luong, above: 0.01}]
      """;

  private TrainedStudy() {}

  /** Trains the study of that name on a task, in the folder of that name. */
  static Path train(Path home, String name, String task) throws IOException {
    Path study = Files.writeString(home.resolve(name + ".yaml"), STUDY.formatted(name, task));
    Path folder = home.resolve(name);
    StringWriter errors = new StringWriter();
    int exit =
        Main.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(errors))
            .execute("run", study.toString(), "--out", folder.toString(), "--threads", "1");
    assertThat(exit).as(errors.toString()).isZero();
    return folder;
  }

  /** Copies the files that a study is compared and judged by to a folder without runs. */
  static void copy(Path trained, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name :
        List.of("study.yaml", "provenance.json", "results.csv", "measures.csv", "examples.csv")) {
      Files.copy(trained.resolve(name), folder.resolve(name));
    }
  }
}
