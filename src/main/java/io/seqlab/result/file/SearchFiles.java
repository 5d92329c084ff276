package io.seqlab.result.file;

import io.seqlab.result.search.Trial;
import io.seqlab.result.search.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** The files of a search in an experiment folder: {@code search.csv}, and the folders of trials. */
public record SearchFiles(ExperimentFolder experiment) {

  /** The folder of a trial. */
  public RunFolder trial(Trial trial) {
    return new RunFolder(experiment.file(trial.folder()));
  }

  /** Writes {@code search.csv}, or deletes it if the list is empty. */
  public void write(List<TrialResult> trials) throws IOException {
    Manifest manifest = experiment.manifest();
    if (trials.isEmpty()) {
      manifest.delete(ExperimentFolder.SEARCH::equals);
    } else {
      manifest.add(List.of(ExperimentFolder.SEARCH));
      SearchCsvFile.write(file(), trials);
    }
  }

  /** The finished trials; empty without a search. */
  public List<TrialResult> read() throws IOException {
    return Files.exists(file()) ? SearchCsvFile.read(file()) : List.of();
  }

  /** Deletes trials: their folders and their rows. */
  public void delete(Collection<Trial> trials) throws IOException {
    for (Trial trial : trials) {
      trial(trial).delete();
    }
    write(read().stream().filter(row -> !trials.contains(row.trial())).toList());
  }

  private Path file() {
    return experiment.file(ExperimentFolder.SEARCH);
  }
}
