package io.seqlab.result.file;

import io.seqlab.result.record.AttentionMap;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.Prediction;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.TrainingStep;
import io.seqlab.result.record.Validation;
import io.seqlab.storage.AtomicFile;
import io.seqlab.storage.IoErrorMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The files of one run. Nothing is created before something is written. */
public record RunFolder(Path path) {

  /** The folder of the {@code latest} and {@code best} checkpoints. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  private Path record() {
    return path.resolve("run.json");
  }

  private Path steps() {
    return path.resolve("metrics.jsonl");
  }

  private Path validations() {
    return path.resolve("validations.tsv");
  }

  private Path predictions() {
    return path.resolve("predictions.tsv");
  }

  private Path measures() {
    return path.resolve("measures.csv");
  }

  private Path examples() {
    return path.resolve("examples.csv");
  }

  private Path attention() {
    return path.resolve("attention");
  }

  public void writeRecord(RunRecord run) throws IOException {
    Json.write(record(), run);
  }

  /** Whether there is a {@code run.json}. */
  public boolean isBegun() {
    return Files.exists(record());
  }

  /** What {@code run.json} says; empty if the run was never started. */
  public Optional<RunRecord> readRecord() throws IOException {
    return Files.exists(record())
        ? Optional.of(Json.read(record(), RunRecord.class))
        : Optional.empty();
  }

  /** Deletes the folder with all that is in it, if it is there. */
  void delete() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> inFirst;
    try (Stream<Path> all = Files.walk(path)) {
      inFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : inFirst) {
      Files.delete(each);
    }
  }

  /** Adds a line to {@code metrics.jsonl}. */
  public void append(TrainingStep step) throws IOException {
    append(steps(), Json.line(step) + "\n");
  }

  /** Adds text to {@code train.log}. */
  public void log(String text) throws IOException {
    append(path.resolve("train.log"), text);
  }

  private void append(Path file, String text) throws IOException {
    try {
      Files.createDirectories(path);
      Files.writeString(
          file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new IOException("cannot write %s: %s".formatted(file, IoErrorMessage.of(e)), e);
    }
  }

  /** The steps logged so far; a last line that a kill has cut off is left out. */
  public List<TrainingStep> readSteps() throws IOException {
    List<TrainingStep> steps = new ArrayList<>();
    for (String line : Utf8Files.completeLines(steps())) {
      steps.add(Json.parse(steps(), line, TrainingStep.class));
    }
    return steps;
  }

  /** Adds a row to {@code validations.tsv}. */
  public void append(Validation validation) throws IOException {
    List<Validation> all = new ArrayList<>(readValidations());
    all.add(validation);
    RunTables.writeValidations(validations(), all);
  }

  public List<Validation> readValidations() throws IOException {
    return Files.exists(validations()) ? RunTables.readValidations(validations()) : List.of();
  }

  /**
   * Forgets what was logged after a step, so that a run that goes on from the checkpoint of that
   * step logs each step once.
   */
  public void forgetAfter(long step) throws IOException {
    List<TrainingStep> steps = upTo(step, readSteps(), TrainingStep::step);
    StringBuilder lines = new StringBuilder();
    for (TrainingStep kept : steps) {
      lines.append(Json.line(kept)).append('\n');
    }
    AtomicFile.write(steps(), lines.toString());
    if (Files.exists(validations())) {
      List<Validation> all = readValidations();
      List<Validation> kept = upTo(step, all, Validation::step);
      if (kept.isEmpty()) {
        Files.delete(validations());
      } else if (kept.size() < all.size()) {
        RunTables.writeValidations(validations(), kept);
      }
    }
  }

  private static <T> List<T> upTo(long step, List<T> all, ToLongFunction<T> stepOf) {
    return all.stream().filter(each -> stepOf.applyAsLong(each) <= step).toList();
  }

  public void writePredictions(List<Prediction> predictions) throws IOException {
    RunTables.writePredictions(predictions(), predictions);
  }

  /** Whether the run has come to its test examples. */
  boolean hasPredictions() {
    return Files.exists(predictions());
  }

  /** The answers to the test examples, in their order. */
  public List<Prediction> readPredictions() throws IOException {
    return RunTables.readPredictions(predictions());
  }

  /** Writes the measures of this run, learning curves apart: those come from the validations. */
  public void writeMeasures(List<Measure> measures) throws IOException {
    StudyTables.writeMeasures(measures(), measures);
  }

  /** The measures of this run, learning curves apart; none before they were written. */
  public List<Measure> readMeasures() throws IOException {
    return Files.exists(measures()) ? StudyTables.readMeasures(measures()) : List.of();
  }

  /** Writes what each test example adds to the metrics. */
  public void writeExamples(List<ExampleScore> examples) throws IOException {
    StudyTables.writeExamples(examples(), examples);
  }

  /** What each test example adds to the metrics; none before it was written. */
  public List<ExampleScore> readExamples() throws IOException {
    return Files.exists(examples()) ? StudyTables.readExamples(examples()) : List.of();
  }

  /** Writes {@code attention/<example>.json}. */
  public void writeAttention(AttentionMap map) throws IOException {
    Json.write(attention().resolve(map.example() + ".json"), map);
  }

  /** All attention maps, in the order of the names of their examples. */
  public List<AttentionMap> readAttention() throws IOException {
    if (!Files.isDirectory(attention())) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(attention())) {
      files = all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
    List<AttentionMap> maps = new ArrayList<>();
    for (Path file : files) {
      maps.add(Json.read(file, AttentionMap.class));
    }
    return maps;
  }
}
