package io.seqlab.cli;

import io.seqlab.cli.text.Warning;
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
   */
  record Entry(String label, TrainedEnsemble model) {}

  private TrainedModels(List<Entry> entries) {
    this.entries = entries;
  }

  /** Opens one ensemble; prints warnings on standard error. */
  static TrainedModels ensemble(
      CommandSpec command, List<Path> runs, Map<String, String> decoding, int answers)
      throws IOException {
    return open(command, List.of(""), List.of(runs), decoding, answers);
  }

  /** Opens each run by itself; prints warnings on standard error. */
  static TrainedModels sideBySide(
      CommandSpec command, List<Path> runs, Map<String, String> decoding, int answers)
      throws IOException {
    return open(command, labels(runs), runs.stream().map(List::of).toList(), decoding, answers);
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
        models.entries.add(new Entry(labels.get(i), model));
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

  /** The name of a model in the names of pictures. */
  String pictureName(Entry entry) {
    return entries.size() == 1 ? entry.model().name() : entry.label().replace('/', '-');
  }

  @Override
  public void close() {
    entries.forEach(entry -> entry.model().close());
  }
}
