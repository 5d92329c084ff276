package io.seqlab.data.task;

import io.seqlab.config.schema.TypeName;
import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.config.yaml.SpecDocumentation;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.TaskData;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.corpus.DataFolders;
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

  static TaskData load(String keys) {
    return load(read(keys));
  }

  static TaskData load(TaskSpec task) {
    return TaskLoader.load(task, NO_FOLDERS);
  }

  /** Every generator by its name. */
  static List<String> generators() {
    String corpus = CorpusTaskSpec.class.getAnnotation(TypeName.class).value()[0];
    return SpecDocumentation.types(TaskSpec.class).stream()
        .map(SpecDocumentation.TypeDoc::name)
        .filter(name -> !name.equals(corpus))
        .toList();
  }
}
