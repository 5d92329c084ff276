package io.seqlab.result.file;

import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.ExampleScores;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of {@code results.csv}, {@code measures.csv} and {@code examples.csv}, and the entries
 * of {@code data.json}, read but not yet written.
 *
 * @param data of each run for which it is known
 * @param fromFolders runs whose rows were read from their folders
 */
public record CollectedTables(
    List<RunResult> results,
    List<Measure> measures,
    List<ExampleScores> examples,
    Map<RunKey, DataDigests> data,
    Set<RunKey> fromFolders) {

  /** A check of tables before they are written. */
  @FunctionalInterface
  public interface Check {
    /** Throws if the tables must not be written. */
    void accept(CollectedTables tables) throws IOException;
  }

  /** The tables as they are. */
  public static CollectedTables read(ExperimentFolder experiment) throws IOException {
    return new CollectedTables(
        experiment.readResults(),
        experiment.readMeasures(),
        experiment.readExamples(),
        experiment.readData(),
        Set.of());
  }
}
