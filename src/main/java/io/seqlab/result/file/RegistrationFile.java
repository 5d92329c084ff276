package io.seqlab.result.file;

import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.registration.RegisteredClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
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
   * Folders of the runs that have begun, of the present study or of earlier versions of it, with
   * their data: those with a record, and those with rows in a clone without run folders.
   */
  public NavigableMap<Path, DataDigests> startedRuns() throws IOException {
    NavigableMap<Path, DataDigests> started = new TreeMap<>();
    Map<RunKey, DataDigests> data = experiment.readData();
    for (RunResult row : experiment.readResults()) {
      DataDigests digests = data.getOrDefault(row.key(), DataDigests.UNKNOWN);
      started.put(experiment.run(row.key()).path(), digests);
    }
    Path runs = experiment.path().resolve(RunKey.FOLDER);
    if (Files.isDirectory(runs)) {
      try (Stream<Path> folders = Files.find(runs, 2, (folder, about) -> about.isDirectory())) {
        for (Path folder : folders.filter(each -> new RunFolder(each).hasRecord()).toList()) {
          started.put(folder, data(new RunFolder(folder)));
        }
      }
    }
    return started;
  }

  private static DataDigests data(RunFolder run) throws IOException {
    try {
      return run.readRecord().map(RunRecord::data).orElse(DataDigests.UNKNOWN);
    } catch (CorruptFileException e) {
      return DataDigests.UNKNOWN;
    }
  }
}
