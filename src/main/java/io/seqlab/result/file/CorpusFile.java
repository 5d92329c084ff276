package io.seqlab.result.file;

import io.seqlab.result.record.SplitText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code corpus.json}: what a corpus gives to each split. */
public record CorpusFile(ExperimentFolder experiment) {
  static final String NAME = "corpus.json";

  /** Writes splits, and keeps those of other values of the grid; writes no file without splits. */
  public void write(List<SplitText> splits) throws IOException {
    if (splits.isEmpty()) {
      return;
    }
    Set<Map<String, String>> written =
        splits.stream().map(SplitText::task).collect(Collectors.toSet());
    List<SplitText> all = new ArrayList<>(splits);
    read().stream().filter(each -> !written.contains(each.task())).forEach(all::add);
    experiment.manifest().add(List.of(NAME));
    Json.write(file(), all);
  }

  /** The splits; empty for a generated task and in earlier versions. */
  public List<SplitText> read() throws IOException {
    return experiment.manifest().has(NAME)
        ? Json.readList(file(), SplitText[].class, each -> List.of(each.task(), each.split()))
        : List.of();
  }

  private Path file() {
    return experiment.file(NAME);
  }
}
