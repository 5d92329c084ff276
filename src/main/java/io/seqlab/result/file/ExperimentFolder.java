package io.seqlab.result.file;

import io.seqlab.result.record.Difference;
import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.Prediction;
import io.seqlab.result.record.Provenance;
import io.seqlab.result.record.RunAttention;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.Sample;
import io.seqlab.result.record.Verdict;
import io.seqlab.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of an experiment. The top-level files are committed and contain everything that tables
 * and figures need; {@link #collect} aggregates the run folders, which git ignores, into them.
 */
public record ExperimentFolder(Path path) {
  private static final String STUDY = "study.yaml";
  private static final String RESULTS = "results.csv";
  private static final String MEASURES = "measures.csv";
  private static final String EXAMPLES = "examples.csv";
  private static final String DIFFERENCES = "differences.json";
  private static final String ATTENTION = "attention.json";
  private static final String CLAIMS = "claims.json";
  private static final String SAMPLES = "samples.json";
  private static final String PROVENANCE = "provenance.json";

  /** The folder of one run. */
  public RunFolder run(RunKey key) {
    return new RunFolder(path.resolve(key.folder()));
  }

  public Path figures() {
    return path.resolve("figures");
  }

  /** A top-level file, such as {@code results.md}. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Writes the resolved study, with all defaults. */
  public void writeStudy(String yaml) throws IOException {
    AtomicFile.write(file(STUDY), yaml);
  }

  /** The resolved study; empty if the experiment has not started. */
  public Optional<String> readStudy() throws IOException {
    return Files.exists(file(STUDY)) ? Optional.of(Utf8Files.read(file(STUDY))) : Optional.empty();
  }

  public void writeProvenance(Provenance provenance) throws IOException {
    Json.write(file(PROVENANCE), provenance);
  }

  /** Reads {@code provenance.json}; fails if this is not an experiment folder. */
  public Provenance readProvenance() throws IOException {
    if (!Files.exists(file(PROVENANCE))) {
      throw new IOException(
          path
              + " is not an experiment folder: it has no "
              + PROVENANCE
              + ". Specify a folder written by seqlab run, such as experiments/quickstart.");
    }
    return Json.read(file(PROVENANCE), Provenance.class);
  }

  public List<RunResult> readResults() throws IOException {
    return Files.exists(file(RESULTS)) ? StudyCsvFiles.readResults(file(RESULTS)) : List.of();
  }

  public List<Measure> readMeasures() throws IOException {
    return Files.exists(file(MEASURES)) ? StudyCsvFiles.readMeasures(file(MEASURES)) : List.of();
  }

  /** Per-example contributions to the metrics of each run. */
  public List<ExampleScore> readExamples() throws IOException {
    return Files.exists(file(EXAMPLES)) ? StudyCsvFiles.readExamples(file(EXAMPLES)) : List.of();
  }

  /** Writes {@code claims.json}, or deletes it if the list is empty. */
  public void writeVerdicts(List<Verdict> verdicts) throws IOException {
    writeList(file(CLAIMS), verdicts);
  }

  /** The verdicts on the claims of the study; empty without claims. */
  public List<Verdict> readVerdicts() throws IOException {
    return Json.readList(file(CLAIMS), Verdict[].class);
  }

  /** Writes {@code differences.json}, or deletes it if the list is empty. */
  public void writeDifferences(List<Difference> differences) throws IOException {
    writeList(file(DIFFERENCES), differences);
  }

  public List<Difference> readDifferences() throws IOException {
    return Json.readList(file(DIFFERENCES), Difference[].class);
  }

  private static void writeList(Path file, List<?> list) throws IOException {
    if (list.isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      Json.write(file, list);
    }
  }

  /** Attention maps of the selected examples, from the first seed of each model and grid point. */
  public List<RunAttention> readAttention() throws IOException {
    return Json.readList(file(ATTENTION), RunAttention[].class);
  }

  /**
   * Aggregates the runs into {@code results.csv}, {@code measures.csv}, {@code examples.csv} and
   * {@code attention.json}, in the order given. The existing rows of a run are kept if its folder
   * is missing, as after a fresh clone; a run with neither rows nor folder is skipped.
   */
  public void collect(List<RunKey> runs) throws IOException {
    List<RunResult> oldResults = readResults();
    List<Measure> oldMeasures = readMeasures();
    List<ExampleScore> oldExamples = readExamples();
    List<RunAttention> oldAttention = readAttention();
    List<RunResult> results = new ArrayList<>();
    List<Measure> measures = new ArrayList<>();
    List<ExampleScore> examples = new ArrayList<>();
    List<RunAttention> attention = new ArrayList<>();
    for (RunKey key : runs) {
      RunFolder run = run(key);
      Optional<RunRecord> record = run.readRecord();
      if (record.isPresent()) {
        results.add(record.get().result());
        run.readValidations().forEach(v -> measures.addAll(v.measures(key)));
        measures.addAll(run.readMeasures());
        examples.addAll(run.readExamples());
        run.readAttention().forEach(map -> attention.add(new RunAttention(key, map)));
      } else {
        oldResults.stream().filter(r -> r.key().equals(key)).forEach(results::add);
        oldMeasures.stream().filter(m -> m.key().equals(key)).forEach(measures::add);
        oldExamples.stream().filter(e -> e.key().equals(key)).forEach(examples::add);
        oldAttention.stream().filter(a -> a.run().equals(key)).forEach(attention::add);
      }
    }
    StudyCsvFiles.writeResults(file(RESULTS), results);
    StudyCsvFiles.writeMeasures(file(MEASURES), measures);
    if (examples.isEmpty()) {
      Files.deleteIfExists(file(EXAMPLES));
    } else {
      StudyCsvFiles.writeExamples(file(EXAMPLES), examples);
    }
    Json.write(file(ATTENTION), firstSeeds(attention));
  }

  /** Deletes runs: their folders and their rows in the aggregated files. */
  public void delete(Set<RunKey> runs) throws IOException {
    for (RunKey key : runs) {
      run(key).delete();
    }
    if (Files.exists(file(RESULTS))) {
      collect(readResults().stream().map(RunResult::key).filter(k -> !runs.contains(k)).toList());
    }
    writeList(
        file(SAMPLES),
        readSamples().stream().flatMap(sample -> sample.without(runs).stream()).toList());
  }

  /** Test examples for which outputs differ; empty before {@link #collectSamples}. */
  public List<Sample> readSamples() throws IOException {
    return Json.readList(file(SAMPLES), Sample[].class);
  }

  /**
   * Writes a few test examples for which outputs differ to {@code samples.json}. The file is
   * committed, so do not use this for a corpus whose text may not be redistributed. The file is not
   * changed if a run folder it needs is missing, as after a fresh clone.
   */
  public void collectSamples(List<RunKey> runs) throws IOException {
    Map<RunKey, List<Prediction>> predictions = new LinkedHashMap<>();
    for (RunKey key : runs) {
      if (run(key).hasPredictions()) {
        predictions.put(key, run(key).readPredictions());
      }
    }
    boolean missing =
        readSamples().stream()
            .flatMap(sample -> sample.answers().stream())
            .map(Sample.Answer::run)
            .anyMatch(run -> runs.contains(run) && !predictions.containsKey(run));
    if (!missing && !predictions.isEmpty()) {
      Json.write(file(SAMPLES), Sample.differing(predictions));
    }
  }

  private static List<RunAttention> firstSeeds(List<RunAttention> all) {
    Set<List<Object>> seen = new HashSet<>();
    Set<RunKey> chosen = new HashSet<>();
    for (RunAttention each : all) {
      if (seen.add(List.of(each.run().model(), each.run().grid()))) {
        chosen.add(each.run());
      }
    }
    return all.stream().filter(each -> chosen.contains(each.run())).toList();
  }
}
