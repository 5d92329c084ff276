package io.seqlab.result.file;

import io.seqlab.result.record.DifferingSamples;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.Sample;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code samples.json}: a few test examples with the outputs of all runs. */
public record SampleFile(ExperimentFolder experiment) {
  static final String NAME = "samples.json";

  /** Test examples for which outputs differ; empty before {@link #write}. */
  public List<Sample> read() throws IOException {
    return Json.readList(experiment.file(NAME), Sample[].class, Sample::number);
  }

  /**
   * A few test examples for which outputs of runs differ; empty if a run folder that {@code
   * samples.json} needs is missing, as after a fresh clone.
   */
  public Optional<List<Sample>> find(List<RunKey> runs) throws IOException {
    DifferingSamples differing = new DifferingSamples();
    Set<RunKey> present = new LinkedHashSet<>();
    for (RunKey key : runs) {
      if (experiment.run(key).hasPredictions()) {
        present.add(key);
        if (differing.needs(key)) {
          differing.add(key, experiment.run(key).readPredictions());
        }
      }
    }
    Set<RunKey> all = new HashSet<>(runs);
    boolean missing =
        read().stream()
            .flatMap(sample -> sample.answers().stream())
            .map(Sample.Answer::run)
            .anyMatch(run -> all.contains(run) && !present.contains(run));
    return missing || present.isEmpty() ? Optional.empty() : Optional.of(differing.samples());
  }

  /**
   * Writes {@code samples.json}. The file is committed, so do not use this for a corpus whose text
   * may not be redistributed.
   */
  public void write(List<Sample> samples) throws IOException {
    experiment.manifest().add(List.of(NAME));
    Json.write(experiment.file(NAME), samples);
  }

  /** Removes the outputs of these runs. */
  void remove(Set<RunKey> runs) throws IOException {
    experiment.writeList(
        NAME, read().stream().flatMap(sample -> sample.without(runs).stream()).toList());
  }
}
