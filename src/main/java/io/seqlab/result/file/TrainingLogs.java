package io.seqlab.result.file;

import io.seqlab.result.delimited.RunTsvFiles;
import io.seqlab.result.record.TrainingStep;
import io.seqlab.result.record.Validation;
import io.seqlab.storage.AtomicFile;
import io.seqlab.storage.LeasedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The files that a run writes while it trains: {@code metrics.jsonl}, {@code validations.tsv} and
 * {@code train.log}.
 *
 * @param path the folder of the run
 */
public record TrainingLogs(Path path) {
  private static final String STEPS = "metrics.jsonl";
  private static final String VALIDATIONS = "validations.tsv";
  private static final String LOG = "train.log";
  static final List<String> FILES = List.of(STEPS, VALIDATIONS, LOG);

  private Path file(String name) {
    return path.resolve(name);
  }

  boolean hasValidations() {
    return Files.exists(file(VALIDATIONS));
  }

  /** Replaces the logs of training, which it appends to, by those of another run. */
  public void copy(TrainingLogs other) throws IOException {
    for (String name : List.of(STEPS, VALIDATIONS)) {
      LeasedFiles.delete(file(name));
      if (Files.exists(other.file(name))) {
        byte[] log = Files.readAllBytes(other.file(name));
        AtomicFile.write(file(name), out -> out.write(log));
      }
    }
  }

  /** Appends a line to {@code metrics.jsonl}. */
  public void append(TrainingStep step) throws IOException {
    LeasedFiles.append(file(STEPS), utf8(Json.line(step) + "\n"));
  }

  /** Appends text to {@code train.log}. */
  public void log(String text) throws IOException {
    LeasedFiles.append(file(LOG), utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The steps logged so far, without a last line truncated by a kill. */
  public List<TrainingStep> readSteps() throws IOException {
    List<TrainingStep> steps = new ArrayList<>();
    for (String line : Utf8Files.completeLines(file(STEPS))) {
      steps.add(Json.parse(file(STEPS), line, TrainingStep.class));
    }
    return steps;
  }

  /** Appends a row to {@code validations.tsv}. */
  public void append(Validation validation) throws IOException {
    List<Validation> all = new ArrayList<>(readValidations());
    all.add(validation);
    RunTsvFiles.writeValidations(file(VALIDATIONS), all);
  }

  public List<Validation> readValidations() throws IOException {
    return hasValidations() ? RunTsvFiles.readValidations(file(VALIDATIONS)) : List.of();
  }

  /**
   * Deletes later log entries, so that a run resumed from a checkpoint logs each step and each
   * validation once.
   *
   * @param step of the checkpoint
   * @param validated last step that may have been validated
   */
  public void truncate(long step, long validated) throws IOException {
    List<TrainingStep> steps = upTo(step, readSteps(), TrainingStep::step);
    StringBuilder lines = new StringBuilder();
    for (TrainingStep kept : steps) {
      lines.append(Json.line(kept)).append('\n');
    }
    AtomicFile.write(file(STEPS), lines.toString());
    if (hasValidations()) {
      List<Validation> all = readValidations();
      List<Validation> kept = upTo(validated, all, Validation::step);
      if (kept.isEmpty()) {
        LeasedFiles.delete(file(VALIDATIONS));
      } else if (kept.size() < all.size()) {
        RunTsvFiles.writeValidations(file(VALIDATIONS), kept);
      }
    }
  }

  private static <T> List<T> upTo(long step, List<T> all, ToLongFunction<T> stepOf) {
    return all.stream().filter(each -> stepOf.applyAsLong(each) <= step).toList();
  }
}
