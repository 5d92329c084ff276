package io.seqlab.result.file;

import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.registration.RegisteredClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code registrations.json} of an experiment: the versions of its claims, in the order in which
 * they were registered. Nothing deletes it.
 */
public record RegistrationFile(ExperimentFolder experiment) {
  static final String NAME = "registrations.json";

  /** All versions; empty without the file. */
  public List<RegisteredClaim> read() throws IOException {
    return Json.readList(experiment.file(NAME), RegisteredClaim[].class);
  }

  public void write(List<RegisteredClaim> all) throws IOException {
    experiment.manifest().add(List.of(NAME));
    Json.write(experiment.file(NAME), all);
  }

  /**
   * Folders of the runs that have begun, of the present study or of earlier versions of it: those
   * with a record, and those with rows in a clone without run folders.
   */
  public Set<Path> startedRuns() throws IOException {
    Set<Path> started = new HashSet<>();
    for (RunResult row : experiment.readResults()) {
      started.add(experiment.run(row.key()).path());
    }
    Path runs = experiment.path().resolve(RunKey.FOLDER);
    if (Files.isDirectory(runs)) {
      try (Stream<Path> folders = Files.find(runs, 2, (folder, about) -> about.isDirectory())) {
        folders.filter(folder -> new RunFolder(folder).hasRecord()).forEach(started::add);
      }
    }
    return started;
  }
}
