package io.seqlab.result.file;

import io.seqlab.result.record.ExampleScore;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The rows of {@code results.csv}, {@code measures.csv} and {@code examples.csv}, read but not yet
 * written.
 *
 * @param fromFolders runs whose rows were read from their folders
 */
public record CollectedTables(
    List<RunResult> results,
    List<Measure> measures,
    List<ExampleScore> examples,
    Set<RunKey> fromFolders) {

  /** The tables as they are. */
  public static CollectedTables read(ExperimentFolder experiment) throws IOException {
    return new CollectedTables(
        experiment.readResults(), experiment.readMeasures(), experiment.readExamples(), Set.of());
  }
}
