package io.seqlab.result.file;

import io.seqlab.result.record.RunAttention;
import io.seqlab.result.record.RunKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code attention.json}: attention maps of chosen test examples, from the first seed of each model
 * and grid point. The tokens of a corpus are its text, which must not be committed: its maps are
 * only in the folders of runs.
 */
public record AttentionFile(ExperimentFolder experiment) {
  static final String NAME = "attention.json";

  /** The maps in the file. */
  public List<RunAttention> read() throws IOException {
    return Json.readList(
        experiment.file(NAME),
        RunAttention[].class,
        each -> List.of(each.run(), each.map().example()));
  }

  /** The maps in the folders of runs; none in a fresh clone. */
  public List<RunAttention> ofRuns(List<RunKey> runs) throws IOException {
    List<RunAttention> all = new ArrayList<>();
    for (RunKey run : runs) {
      all.addAll(ofRun(run));
    }
    return ofFirstSeeds(all);
  }

  List<RunAttention> ofRun(RunKey run) throws IOException {
    return experiment.run(run).readAttention().stream()
        .map(map -> new RunAttention(run, map))
        .toList();
  }

  static List<RunAttention> ofFirstSeeds(List<RunAttention> all) {
    Set<String> variants = new HashSet<>();
    Set<RunKey> chosen = new HashSet<>();
    for (RunAttention each : all) {
      if (variants.add(each.run().variant())) {
        chosen.add(each.run());
      }
    }
    return all.stream().filter(each -> chosen.contains(each.run())).toList();
  }
}
