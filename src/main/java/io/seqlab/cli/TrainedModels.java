package io.seqlab.cli;

import io.seqlab.cli.text.Warning;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.Report;
import io.seqlab.study.trained.TrainedEnsemble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The models of the runs that a command reads: one ensemble, or each run by itself. Close it to
 * free their memory.
 */
final class TrainedModels implements AutoCloseable {
  private final List<Entry> entries;

  /**
   * A model or an ensemble.
   *
   * @param label the folder of a run without the folders that all runs share; empty for an ensemble
   * @param picture the name of the model in the names of pictures, each another one
   */
  record Entry(String label, String picture, TrainedEnsemble model) {}

  private TrainedModels(List<Entry> entries) {
    this.entries = entries;
  }

  /** Opens one ensemble; prints warnings on standard error. */
  static TrainedModels ensemble(
      CommandSpec command, List<Path> runs, Map<String, String> decoding, int answers)
      throws IOException {
    return open(command, List.of(""), List.of(runs), decoding, answers);
  }

  /**
   * Opens each run by itself; prints warnings on standard error.
   *
   * @throws ConfigException if a run is given twice
   */
  static TrainedModels sideBySide(
      CommandSpec command, List<Path> runs, Map<String, String> decoding, int answers)
      throws IOException {
    List<String> labels = labels(runs);
    for (int i = 1; i < runs.size(); i++) {
      if (labels.subList(0, i).contains(labels.get(i))) {
        throw new ConfigException(runs.get(i) + " is given twice; name each run once");
      }
    }
    return open(command, labels, runs.stream().map(List::of).toList(), decoding, answers);
  }

  /** The folders of runs without those that all of them share, with slashes. */
  static List<String> labels(List<Path> runs) {
    List<Path> folders = runs.stream().map(run -> run.toAbsolutePath().normalize()).toList();
    Path parent = folders.get(0).getParent();
    while (parent != null && !containsAll(parent, folders)) {
      parent = parent.getParent();
    }
    Path shared = parent;
    return folders.stream()
        .map(folder -> shared == null ? folder : shared.relativize(folder))
        .map(folder -> folder.toString().replace('\\', '/'))
        .toList();
  }

  private static boolean containsAll(Path parent, List<Path> folders) {
    return folders.stream().allMatch(folder -> folder.startsWith(parent));
  }

  private static TrainedModels open(
      CommandSpec command,
      List<String> labels,
      List<List<Path>> groups,
      Map<String, String> decoding,
      int answers)
      throws IOException {
    TrainedModels models = new TrainedModels(new ArrayList<>());
    try {
      for (int i = 0; i < groups.size(); i++) {
        TrainedEnsemble model =
            TrainedEnsemble.open(groups.get(i), decoding, answers, DecodingOptions::name);
        String name = groups.size() == 1 ? model.name() : labels.get(i).replace('/', '-');
        String numbered = models.draws(name) ? name + "-" + (i + 1) : name;
        models.entries.add(new Entry(labels.get(i), numbered, model));
        model.warnings().forEach(text -> Warning.print(command, text));
      }
      return models;
    } catch (IOException | RuntimeException e) {
      models.close();
      throw e;
    }
  }

  List<Entry> entries() {
    return entries;
  }

  /** Whether a model has pictures of the same file names. */
  private boolean draws(String name) {
    Path folder = Path.of("");
    List<Path> files = Report.attentionFiles(folder, name, "");
    return entries.stream()
        .anyMatch(entry -> Report.attentionFiles(folder, entry.picture(), "").equals(files));
  }

  @Override
  public void close() {
    entries.forEach(entry -> entry.model().close());
  }
}
