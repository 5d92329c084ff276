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
 * The files of an experiment. Those at its top are committed and tell everything that tables and
 * figures need; the folders of its runs, which git ignores, are gathered into them by {@link
 * #collect}.
 */
public record ExperimentFolder(Path path) {

  /** The folder of one run. */
  public RunFolder run(RunKey key) {
    return new RunFolder(path.resolve(key.folder()));
  }

  public Path figures() {
    return path.resolve("figures");
  }

  /** Any other file at the top, such as {@code results.md}. */
  public Path file(String name) {
    return path.resolve(name);
  }

  private Path study() {
    return path.resolve("study.yaml");
  }

  private Path results() {
    return path.resolve("results.csv");
  }

  private Path measures() {
    return path.resolve("measures.csv");
  }

  private Path examples() {
    return path.resolve("examples.csv");
  }

  private Path differences() {
    return path.resolve("differences.json");
  }

  private Path attention() {
    return path.resolve("attention.json");
  }

  private Path claims() {
    return path.resolve("claims.json");
  }

  private Path samples() {
    return path.resolve("samples.json");
  }

  private Path provenance() {
    return path.resolve("provenance.json");
  }

  /** Writes the resolved study, every default written out. */
  public void writeStudy(String yaml) throws IOException {
    AtomicFile.write(study(), yaml);
  }

  /** The resolved study; empty if the experiment has not begun. */
  public Optional<String> readStudy() throws IOException {
    return Files.exists(study()) ? Optional.of(Utf8Files.read(study())) : Optional.empty();
  }

  public void writeProvenance(Provenance provenance) throws IOException {
    Json.write(provenance(), provenance);
  }

  /** Where the experiment came from; fails if this is not the folder of one. */
  public Provenance readProvenance() throws IOException {
    if (!Files.exists(provenance())) {
      throw new IOException(
          path
              + " is not the folder of an experiment: it has no "
              + provenance().getFileName()
              + ". Give a folder that seqlab run wrote, such as experiments/quickstart.");
    }
    return Json.read(provenance(), Provenance.class);
  }

  public List<RunResult> readResults() throws IOException {
    return Files.exists(results()) ? StudyTables.readResults(results()) : List.of();
  }

  public List<Measure> readMeasures() throws IOException {
    return Files.exists(measures()) ? StudyTables.readMeasures(measures()) : List.of();
  }

  /** What each test example adds to the metrics of each run. */
  public List<ExampleScore> readExamples() throws IOException {
    return Files.exists(examples()) ? StudyTables.readExamples(examples()) : List.of();
  }

  /** Writes {@code claims.json}; nothing is left of it without a claim. */
  public void writeVerdicts(List<Verdict> verdicts) throws IOException {
    writeList(claims(), verdicts);
  }

  /** The verdicts on the claims of the study; none if it has no claims. */
  public List<Verdict> readVerdicts() throws IOException {
    return Json.readList(claims(), Verdict[].class);
  }

  /** Writes {@code differences.json}; nothing is left of it without a difference. */
  public void writeDifferences(List<Difference> differences) throws IOException {
    writeList(differences(), differences);
  }

  public List<Difference> readDifferences() throws IOException {
    return Json.readList(differences(), Difference[].class);
  }

  private static void writeList(Path file, List<?> list) throws IOException {
    if (list.isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      Json.write(file, list);
    }
  }

  /** Attention of the chosen examples: of each model, and point of the grid, the first seed. */
  public List<RunAttention> readAttention() throws IOException {
    return Json.readList(attention(), RunAttention[].class);
  }

  /**
   * Gathers the runs into {@code results.csv}, {@code measures.csv}, {@code examples.csv} and
   * {@code attention.json}, in the order given. Of a run whose folder is missing, as after a fresh
   * clone, what those files said before is kept; a run of which neither knows anything is left out.
   */
  public void collect(List<RunKey> inOrder) throws IOException {
    List<RunResult> oldResults = readResults();
    List<Measure> oldMeasures = readMeasures();
    List<ExampleScore> oldExamples = readExamples();
    List<RunAttention> oldAttention = readAttention();
    List<RunResult> results = new ArrayList<>();
    List<Measure> measures = new ArrayList<>();
    List<ExampleScore> examples = new ArrayList<>();
    List<RunAttention> attention = new ArrayList<>();
    for (RunKey key : inOrder) {
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
    StudyTables.writeResults(results(), results);
    StudyTables.writeMeasures(measures(), measures);
    if (examples.isEmpty()) {
      Files.deleteIfExists(examples());
    } else {
      StudyTables.writeExamples(examples(), examples);
    }
    Json.write(attention(), firstSeeds(attention));
  }

  /** Throws runs away: their folders, and what was gathered of them. */
  public void forget(Set<RunKey> runs) throws IOException {
    for (RunKey key : runs) {
      run(key).delete();
    }
    if (Files.exists(results())) {
      collect(readResults().stream().map(RunResult::key).filter(k -> !runs.contains(k)).toList());
    }
    writeList(
        samples(),
        readSamples().stream().flatMap(sample -> sample.without(runs).stream()).toList());
  }

  /** Test examples that models answered differently; none if they were never gathered. */
  public List<Sample> readSamples() throws IOException {
    return Json.readList(samples(), Sample[].class);
  }

  /**
   * Gathers a few test examples that models answered differently into {@code samples.json}, which
   * is committed: not for a corpus, whose text belongs to others. Where folders of its runs are
   * missing, as after a fresh clone, the file stays as it is.
   */
  public void collectSamples(List<RunKey> inOrder) throws IOException {
    Map<RunKey, List<Prediction>> answers = new LinkedHashMap<>();
    for (RunKey key : inOrder) {
      if (run(key).hasPredictions()) {
        answers.put(key, run(key).readPredictions());
      }
    }
    boolean missing =
        readSamples().stream()
            .flatMap(sample -> sample.answers().stream())
            .map(Sample.Answer::run)
            .anyMatch(run -> inOrder.contains(run) && !answers.containsKey(run));
    if (!missing && !answers.isEmpty()) {
      Json.write(samples(), Sample.differing(answers));
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
