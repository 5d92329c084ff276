package io.seqlab.study.scoring;

import io.seqlab.config.RunSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.file.CorpusFile;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.SplitText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the study of a run did to the references in its predictions. */
final class RunReferences {
  private RunReferences() {}

  /**
   * The settings of its signatures, each after its separator; empty if references are as in their
   * file.
   *
   * @throws ConfigException if the study has several references for an example: predictions have
   *     the first
   */
  static String settings(Path folder) throws IOException {
    Optional<RunRecord> record = new RunFolder(folder).readRecord();
    if (record.isEmpty()) {
      return "";
    }
    requireOne(folder, record.get().result().key());
    String file = folder.resolve("run.json").toString();
    Map<String, String> settings =
        SpecReader.read(record.get().config(), file, RunSpec.class).task().referenceSettings();
    return settings.entrySet().stream()
        .map(each -> "|" + each.getKey() + ":" + each.getValue())
        .collect(Collectors.joining());
  }

  private static void requireOne(Path folder, RunKey run) throws IOException {
    Path experiment = folder.toAbsolutePath().normalize();
    for (int i = Path.of(run.folder()).getNameCount(); i > 0 && experiment != null; i--) {
      experiment = experiment.getParent();
    }
    List<SplitText> corpus =
        experiment == null ? List.of() : new CorpusFile(new ExperimentFolder(experiment)).read();
    for (SplitText split : corpus) {
      if (split.split().equals("test")
          && split.task().equals(SplitText.taskOf(run))
          && split.mostReferences() > 1) {
        throw new ConfigException(
            "the study of %s has up to %d references for an example, and predictions.tsv the first of them; name all: --references FILE FILE"
                .formatted(folder, split.mostReferences()));
      }
    }
  }
}
