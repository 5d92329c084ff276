package io.seqlab.data;

import io.seqlab.config.CorpusTaskSpec;
import io.seqlab.config.Named;
import io.seqlab.config.TaskSpec;
import io.seqlab.config.yaml.SpecGuide;
import io.seqlab.config.yaml.SpecReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tasks from the text that a study says. */
public final class TaskText {
  /** Where generators find what they need: nothing. */
  static final DataFolders NO_FOLDERS = DataFolders.of(Map.of(), Path.of(""));

  private TaskText() {}

  /** The file of a task. */
  public record TaskFile(TaskSpec task) {}

  static TaskSpec read(String keys) {
    return SpecReader.read("task: {" + keys + "}", "task", TaskFile.class).task();
  }

  static Corpus load(String keys) {
    return load(read(keys));
  }

  static Corpus load(TaskSpec task) {
    return TaskLoader.load(task, NO_FOLDERS);
  }

  /** Every generator by its name. */
  static List<String> generators() {
    String corpus = CorpusTaskSpec.class.getAnnotation(Named.class).value()[0];
    return SpecGuide.kinds(TaskSpec.class).stream()
        .map(SpecGuide.Kind::name)
        .filter(name -> !name.equals(corpus))
        .toList();
  }
}
