package io.seqlab.result.file;

import io.seqlab.config.handin.ElapsedUnit;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.delimited.ExampleCsvFile;
import io.seqlab.result.delimited.StudyCsvFiles;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.Difference;
import io.seqlab.result.record.ExampleScores;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.Provenance;
import io.seqlab.result.record.RunData;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.verdict.Verdict;
import io.seqlab.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of an experiment. The top-level files are committed and contain everything that tables
 * and figures need; {@link #collect} aggregates the run folders, which git ignores, into them.
 * {@code manifest.txt} lists the files that SeqLab wrote: a file of the user is never deleted.
 */
public record ExperimentFolder(Path path) {
  private static final String STUDY = "study.yaml";
  static final String RESULTS = "results.csv";
  static final String MEASURES = "measures.csv";
  static final String EXAMPLES = "examples.csv";
  static final String SEARCH = "search.csv";
  static final String DATA = "data.json";
  private static final String DIFFERENCES = "differences.json";
  private static final String CLAIMS = "claims.json";
  private static final String PROVENANCE = ExperimentMark.FILE;

  /** Names of the tables and pages of a report. */
  public static final List<String> REPORT =
      List.of("results.md", "results.tex", "README.md", "report.html");

  /** Name of the sheet of a coursework study. */
  public static final String HANDIN = "handin.md";

  private static final String FIGURES = "figures/";

  private static final String RUNS = "runs/";

  /** The folder of one run. */
  public RunFolder run(RunKey key) {
    return new RunFolder(path.resolve(key.folder()));
  }

  /** The files of the search. */
  public SearchFiles search() {
    return new SearchFiles(this);
  }

  public Path figures() {
    return path.resolve(FIGURES);
  }

  /** Figures that show text of a corpus: with the runs, which git ignores. */
  public Path figuresOfText() {
    return path.resolve(RUNS + FIGURES);
  }

  /** A top-level file, such as {@code results.md}. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /**
   * Requires a folder to which SeqLab may write: missing, empty, or an experiment, without links to
   * other folders in place of its own.
   *
   * @param runs folders of runs, relative to this, which will be written as well
   * @throws ConfigException if the folder, or one that is linked, is the user's
   */
  public void requireNewOrMarked(Collection<String> runs) throws IOException {
    new ExperimentMark(path).requireNewOrPresent();
    ExperimentMark.requireNoLink(figures());
    ExperimentMark.requireNoLink(figuresOfText());
    for (String run : runs) {
      Path folder = Path.of(run);
      for (int depth = 1; depth <= folder.getNameCount(); depth++) {
        ExperimentMark.requireNoLink(path.resolve(folder.subpath(0, depth)));
      }
      new RunFolder(path.resolve(run)).subfolders().forEach(ExperimentMark::requireNoLink);
    }
  }

  /**
   * Requires an experiment folder to which a report may be written.
   *
   * @throws IOException if the folder has no {@code provenance.json} that SeqLab wrote
   * @throws ConfigException if its folder of figures is a link
   */
  public void requireMarked() throws IOException {
    readProvenance();
    ExperimentMark.requireNoLink(figures());
    ExperimentMark.requireNoLink(figuresOfText());
  }

  /** Whether the folder has a {@code provenance.json} that SeqLab wrote. */
  public boolean isMarked() throws IOException {
    return new ExperimentMark(path).isPresent();
  }

  Manifest manifest() {
    List<String> fixed = new ArrayList<>(REPORT);
    fixed.addAll(
        List.of(
            STUDY,
            RESULTS,
            MEASURES,
            EXAMPLES,
            SEARCH,
            DATA,
            CorpusFile.NAME,
            DIFFERENCES,
            AttentionFile.NAME,
            CLAIMS,
            SampleFile.NAME,
            PROVENANCE));
    return new Manifest(path, fixed);
  }

  /** Lists the files of a report as written by SeqLab, before they are written. */
  public void addReport(Set<String> figures) throws IOException {
    List<String> names = new ArrayList<>(REPORT);
    figures.forEach(name -> names.add(FIGURES + name));
    manifest().add(names);
  }

  /** Lists the hand-in sheet as written by SeqLab, before it is written. */
  public void addHandin() throws IOException {
    manifest().add(List.of(HANDIN));
  }

  /** Deletes the figures that SeqLab wrote for earlier reports. */
  public void deleteFiguresExcept(Set<String> current) throws IOException {
    manifest()
        .delete(
            name ->
                name.startsWith(FIGURES) && !current.contains(name.substring(FIGURES.length())));
  }

  /** Writes the resolved study, with all defaults. */
  public void writeStudy(String yaml) throws IOException {
    manifest().add(List.of(STUDY));
    AtomicFile.write(file(STUDY), yaml);
  }

  /** The resolved study; empty if the experiment has not started. */
  public Optional<String> readStudy() throws IOException {
    return Files.exists(file(STUDY)) ? Optional.of(Utf8Files.read(file(STUDY))) : Optional.empty();
  }

  /** Writes {@code provenance.json}, which marks the folder and must be its first file. */
  public void writeProvenance(Provenance provenance) throws IOException {
    Json.write(file(PROVENANCE), provenance);
    manifest().add(List.of(PROVENANCE));
  }

  /** Reads {@code provenance.json}; fails if this is not an experiment folder. */
  public Provenance readProvenance() throws IOException {
    try {
      return new ExperimentMark(path)
          .read()
          .orElseThrow(() -> notAnExperiment("it has no " + PROVENANCE));
    } catch (CorruptFileException e) {
      throw notAnExperiment(
          "seqlab run did not write its %s, or it is damaged and must be restored: %s"
              .formatted(PROVENANCE, e.reason()));
    }
  }

  private IOException notAnExperiment(String reason) {
    return new IOException(
        "%s is not an experiment folder: %s. Specify a folder written by seqlab run, such as experiments/quickstart."
            .formatted(path.toString().isEmpty() ? "the current folder" : path, reason));
  }

  public List<RunResult> readResults() throws IOException {
    return Files.exists(file(RESULTS)) ? StudyCsvFiles.readResults(file(RESULTS)) : List.of();
  }

  public List<Measure> readMeasures() throws IOException {
    return Files.exists(file(MEASURES)) ? StudyCsvFiles.readMeasures(file(MEASURES)) : List.of();
  }

  /** The contributions of its examples to the metrics of each run. */
  public List<ExampleScores> readExamples() throws IOException {
    return Files.exists(file(EXAMPLES)) ? ExampleCsvFile.read(file(EXAMPLES)) : List.of();
  }

  /** Digests of the data of each run; runs of earlier versions have none. */
  public Map<RunKey, DataDigests> readData() throws IOException {
    return Json.readList(file(DATA), RunData[].class, RunData::run).stream()
        .collect(Collectors.toMap(RunData::run, RunData::data));
  }

  /** Writes {@code claims.json}, or deletes it if the list is empty. */
  public void writeVerdicts(List<Verdict> verdicts) throws IOException {
    writeList(CLAIMS, verdicts);
  }

  /** The verdicts on the claims of the study; empty without claims. */
  public List<Verdict> readVerdicts() throws IOException {
    return readDerived(CLAIMS, Verdict[].class);
  }

  /** Writes {@code differences.json}, or deletes it if the list is empty. */
  public void writeDifferences(List<Difference> differences) throws IOException {
    writeList(DIFFERENCES, differences);
  }

  public List<Difference> readDifferences() throws IOException {
    return readDerived(DIFFERENCES, Difference[].class);
  }

  /** A list that {@link #writeList} wrote; a file of another study may have its name. */
  private <T> List<T> readDerived(String name, Class<T[]> type) throws IOException {
    return manifest().has(name) ? Json.readList(file(name), type) : List.of();
  }

  /** Writes a file that an experiment lacks if the list is empty. */
  void writeList(String name, List<?> list) throws IOException {
    if (list.isEmpty()) {
      manifest().delete(name::equals);
    } else {
      manifest().add(List.of(name));
      Json.write(file(name), list);
    }
  }

  /**
   * Aggregates the runs into {@code results.csv}, {@code measures.csv}, {@code examples.csv},
   * {@code data.json} and {@code attention.json}, in the order given. The existing rows of a run
   * are kept if its folder is missing, as after a fresh clone, or unreadable; a run with neither
   * rows nor folder is skipped. Rows of other runs are kept after these.
   *
   * @param check of the tables, before one is written; throws if they must not be
   * @return warnings: runs that are unreadable, and rows that are foreign, changed or missing
   */
  public List<String> collect(List<RunKey> runs, CollectedTables.Check check) throws IOException {
    return collect(runs, Set.of(), true, check);
  }

  /**
   * The same.
   *
   * @param elapsed units of elapsed training that {@code measures.csv} has at each validation
   * @param textIsFree whether tokens may be published, unlike those of a corpus
   */
  public List<String> collect(
      List<RunKey> runs, Set<ElapsedUnit> elapsed, boolean textIsFree, CollectedTables.Check check)
      throws IOException {
    return new RunTables(this, elapsed, textIsFree).collect(runs, check);
  }

  /** Warnings: files that SeqLab wrote and that are missing, with what is lost without them. */
  public List<String> missing() throws IOException {
    return MissingFiles.of(this);
  }

  /** Deletes runs: their folders and their rows in the aggregated files. */
  public void delete(Set<RunKey> runs) throws IOException {
    for (RunKey key : runs) {
      run(key).delete();
    }
    if (Files.exists(file(RESULTS))) {
      new RunTables(this).remove(runs);
    }
    new SampleFile(this).remove(runs);
  }
}
