package io.seqlab.result.file;

import io.seqlab.config.measure.MetricName;
import io.seqlab.result.delimited.SearchCsvFile;
import io.seqlab.result.search.Trial;
import io.seqlab.result.search.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The files of a search in an experiment folder: {@code search.csv}, and the folders of trials. */
public record SearchFiles(ExperimentFolder experiment) {

  /** The folder of a trial. */
  public RunFolder trial(Trial trial) {
    return new RunFolder(experiment.file(trial.folder()));
  }

  /** Writes {@code search.csv}; without trials, it stays as it is. */
  public void write(List<TrialResult> trials) throws IOException {
    if (!trials.isEmpty()) {
      experiment.manifest().add(List.of(ExperimentFolder.SEARCH));
      SearchCsvFile.write(file(), trials);
    }
  }

  /**
   * The finished trials; empty without a search.
   *
   * @param by metric of the scores
   */
  public List<TrialResult> read(MetricName by) throws IOException {
    return Files.exists(file()) ? SearchCsvFile.read(file(), by) : List.of();
  }

  /**
   * Deletes the search of some variants: the folders of trials, and all rows of their variants.
   *
   * @param by metric of the scores
   */
  public void delete(Collection<Trial> trials, MetricName by) throws IOException {
    for (Trial trial : trials) {
      trial(trial).delete();
    }
    Set<String> variants =
        trials.stream().map(trial -> trial.run().variant()).collect(Collectors.toSet());
    List<TrialResult> kept =
        read(by).stream().filter(row -> !variants.contains(row.trial().run().variant())).toList();
    write(kept);
    if (kept.isEmpty()) {
      experiment.manifest().delete(ExperimentFolder.SEARCH::equals);
    }
  }

  private Path file() {
    return experiment.file(ExperimentFolder.SEARCH);
  }
}
