package io.seqlab.result.file;

import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.delimited.ExampleCsvFile;
import io.seqlab.result.delimited.RunTsvFiles;
import io.seqlab.result.delimited.StudyCsvFiles;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.ExampleScores;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.Prediction;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.storage.AtomicFile;
import io.seqlab.storage.LeasedFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of one run. The folder is created by the first write. */
public record RunFolder(Path path) {
  private static final String RECORD = "run.json";
  private static final String PREDICTIONS = "predictions.tsv";
  private static final String MEASURES = "measures.csv";
  private static final String EXAMPLES = "examples.csv";
  private static final String ATTENTION = AttentionFiles.FOLDER;

  private static final List<String> SUBFOLDERS =
      List.of(ATTENTION, "tensorboard", "checkpoints", "checkpoints/latest", "checkpoints/best");

  /** All files that SeqLab writes in the folder of a run except attention maps, as globs. */
  private static final List<String> WRITTEN =
      List.of(
          "{" + String.join(",", RECORD, PREDICTIONS, MEASURES, EXAMPLES) + "}",
          "{" + String.join(",", TrainingLogs.FILES) + "}",
          "vocabulary.{source,target}.txt",
          "tokenizer.{source,target}.{bpe,model,json}",
          "attention/attention-sentence-*.{svg,png}", // seqlab attend
          "tensorboard/events.out.tfevents.*.seqlab",
          "checkpoints/{latest,best,step-*}{,.new,.old}/{model.safetensors,optimizer.safetensors,state.json,SHA256SUMS}",
          ".lock"); // of 0.1.0

  /** The folder of the {@code latest} and {@code best} checkpoints. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /**
   * The folder of attention maps and pictures.
   *
   * @throws io.seqlab.config.schema.ConfigException if it is a link
   */
  public Path attention() {
    ExperimentMark.requireNoLink(file(ATTENTION));
    return file(ATTENTION);
  }

  /** The logs of training. */
  public TrainingLogs logs() {
    return new TrainingLogs(path);
  }

  private Path file(String name) {
    return path.resolve(name);
  }

  public void writeRecord(RunRecord run) throws IOException {
    Json.write(file(RECORD), run);
  }

  /**
   * The shape of each parameter of the best checkpoint by its name, in model order; empty without
   * one.
   */
  public Map<String, List<Long>> readParameterShapes() throws IOException {
    Path weights = checkpoints().resolve("best/model.safetensors");
    return Files.exists(weights) ? SafetensorsHeader.shapes(weights) : Map.of();
  }

  /** Whether there is a {@code run.json}. */
  public boolean hasRecord() {
    return Files.exists(file(RECORD));
  }

  /** Reads {@code run.json}; empty if the run was never started. */
  public Optional<RunRecord> readRecord() throws IOException {
    return hasRecord() ? Optional.of(Json.read(file(RECORD), RunRecord.class)) : Optional.empty();
  }

  /**
   * Reads {@code run.json}; empty if the run was never started.
   *
   * @throws CorruptFileException if it is not readable by this version, or of another run
   */
  public Optional<RunRecord> readRecord(RunKey run) throws IOException {
    Optional<RunRecord> record = readRecord();
    if (record.isPresent()) {
      requireRun(file(RECORD), run, record.get().result().key());
    }
    return record;
  }

  private static void requireRun(Path file, RunKey expected, RunKey found) throws IOException {
    if (!found.equals(expected)) {
      throw new CorruptFileException(
          file, "it is of the run %s, not of %s".formatted(found, expected));
    }
  }

  /** Whether the folder has the files from which a table of the experiment is collected. */
  boolean has(String table) throws IOException {
    return switch (table) {
      case ExperimentFolder.MEASURES -> Files.exists(file(MEASURES)) && logs().hasValidations();
      case ExperimentFolder.EXAMPLES -> Files.exists(file(EXAMPLES));
      case AttentionFile.NAME -> !readAttention().isEmpty();
      default -> hasRecord();
    };
  }

  /** The subfolders that SeqLab writes, existing or not. */
  List<Path> subfolders() {
    return SUBFOLDERS.stream().map(path::resolve).toList();
  }

  /**
   * Deletes the files that SeqLab writes, and the folders that are empty then. The number of the
   * last owner is kept, as numbers must grow (see {@link io.seqlab.storage.FolderLeases}).
   */
  void delete() throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> childrenFirst;
    try (Stream<Path> all = Files.walk(path)) {
      childrenFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : childrenFirst) {
      if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
        deleteIfEmpty(each);
      } else if (isWritten(path.relativize(each))) {
        LeasedFiles.delete(each);
      }
    }
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      LeasedFiles.delete(folder);
    } catch (DirectoryNotEmptyException e) {
      // It has files of the user.
    }
  }

  private static boolean isWritten(Path file) {
    return AtomicFile.isTemporary(file)
        || AttentionFiles.isMap(file)
        || WRITTEN.stream()
            .anyMatch(glob -> file.getFileSystem().getPathMatcher("glob:" + glob).matches(file));
  }

  public void writePredictions(List<Prediction> predictions) throws IOException {
    RunTsvFiles.writePredictions(file(PREDICTIONS), predictions);
  }

  /** Whether the run has decoded its test examples. */
  public boolean hasPredictions() {
    return Files.exists(file(PREDICTIONS));
  }

  /** The predictions for the test examples, in their order. */
  public List<Prediction> readPredictions() throws IOException {
    return RunTsvFiles.readPredictions(file(PREDICTIONS));
  }

  /** Writes the measures of this run except learning curves, which come from the validations. */
  public void writeMeasures(List<Measure> measures) throws IOException {
    StudyCsvFiles.writeMeasures(file(MEASURES), measures);
  }

  /** The measures of this run except learning curves; empty before they are written. */
  public List<Measure> readMeasures() throws IOException {
    return Files.exists(file(MEASURES)) ? StudyCsvFiles.readMeasures(file(MEASURES)) : List.of();
  }

  /** The measures as {@link #readMeasures()}, all of them of this run. */
  List<Measure> readMeasures(RunKey run) throws IOException {
    List<Measure> measures = readMeasures();
    for (Measure each : measures) {
      requireRun(file(MEASURES), run, each.key());
    }
    return measures;
  }

  /** The contributions as {@link #readExamples()}, all of them to this run. */
  List<ExampleScores> readExamples(RunKey run) throws IOException {
    List<ExampleScores> examples = readExamples();
    for (ExampleScores each : examples) {
      requireRun(file(EXAMPLES), run, each.run());
    }
    return examples;
  }

  /** Writes the contribution of each test example to the metrics. */
  public void writeExamples(List<ExampleScore> examples) throws IOException {
    List<ExampleScores> runs =
        examples.stream()
            .collect(
                Collectors.groupingBy(ExampleScore::key, LinkedHashMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map(each -> ExampleScores.of(each.getKey(), each.getValue()))
            .toList();
    ExampleCsvFile.write(file(EXAMPLES), runs);
  }

  /** The contribution of each test example to the metrics; empty before it is written. */
  public List<ExampleScores> readExamples() throws IOException {
    return Files.exists(file(EXAMPLES)) ? ExampleCsvFile.read(file(EXAMPLES)) : List.of();
  }

  /** Writes {@code attention/<example>.json}. */
  public void writeAttention(AttentionMap map) throws IOException {
    new AttentionFiles(file(ATTENTION)).write(map);
  }

  /** Deletes the attention maps of an earlier evaluation. */
  public void deleteAttention() throws IOException {
    new AttentionFiles(file(ATTENTION)).delete();
  }

  /**
   * The attention maps of test examples, sorted by example name.
   *
   * @throws CorruptFileException if one is not readable, or of another example than its name says
   */
  public List<AttentionMap> readAttention() throws IOException {
    return new AttentionFiles(file(ATTENTION)).read();
  }
}
