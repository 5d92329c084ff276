package io.seqlab.study.scoring;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.data.corpus.TextFile;
import io.seqlab.metric.WhiteSpace;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The outputs of systems for the same examples.
 *
 * @param systems their names
 * @param hypotheses of each system, one for each example
 * @param references of each example, one or more
 * @param referenceSettings what a study did to them, as settings of signatures, each after its
 *     separator; empty for files
 */
public record SystemOutputs(
    List<String> systems,
    List<List<String>> hypotheses,
    List<List<String>> references,
    String referenceSettings) {

  /** Lines and the file that they are from. */
  private record Lines(Path file, List<String> lines) {}

  /**
   * Reads text files of one sentence per line, or run folders, of which the outputs for the test
   * examples are read.
   *
   * @param references files; if there are none, the references of the run folders are used
   * @throws ConfigException if there are no references, or the files do not have the same lines
   */
  public static SystemOutputs read(List<Path> hypotheses, List<Path> references)
      throws IOException {
    List<Lines> outputs = new ArrayList<>();
    List<Lines> expected = new ArrayList<>();
    Set<String> settings = new LinkedHashSet<>();
    for (Path reference : references) {
      expected.add(new Lines(reference, lines(reference)));
    }
    for (Path system : hypotheses) {
      if (!Files.isDirectory(system)) {
        outputs.add(new Lines(system, lines(system)));
        continue;
      }
      List<Prediction> predictions = predictions(system);
      outputs.add(new Lines(system, predictions.stream().map(Prediction::hypothesis).toList()));
      if (references.isEmpty()) {
        addReferences(
            new Lines(system, predictions.stream().map(Prediction::reference).toList()), expected);
        settings.add(RunReferences.settings(system));
      }
    }
    if (expected.isEmpty()) {
      throw new ConfigException(
          "files of hypotheses have no references; name them: --references FILE");
    }
    for (Lines output : outputs) {
      requireSameCount(output, expected.get(0));
    }
    for (Lines reference : expected) {
      requireSameCount(reference, expected.get(0));
    }
    return new SystemOutputs(
        names(hypotheses),
        outputs.stream().map(Lines::lines).toList(),
        IntStream.range(0, expected.get(0).lines.size())
            .mapToObj(i -> expected.stream().map(each -> each.lines.get(i)).toList())
            .toList(),
        String.join("", settings));
  }

  /** The lines of a file without white space at their ends, as sacreBLEU reads them. */
  private static List<String> lines(Path file) {
    return TextFile.lines(file).stream().map(WhiteSpace::stripEnd).toList();
  }

  private static List<Prediction> predictions(Path folder) throws IOException {
    RunFolder run = new RunFolder(folder);
    if (!run.hasPredictions()) {
      throw new ConfigException(
          "%s is a folder without predictions.tsv; name a text file, or the folder of a finished run"
              .formatted(folder));
    }
    return run.readPredictions();
  }

  /** Run folders must have the same references. */
  private static void addReferences(Lines references, List<Lines> expected) {
    if (expected.isEmpty()) {
      expected.add(references);
      return;
    }
    Lines first = expected.get(0);
    requireSameCount(references, first);
    for (int i = 0; i < first.lines.size(); i++) {
      if (!references.lines.get(i).equals(first.lines.get(i))) {
        throw new ConfigException(
            "%s and %s have different references in line %d; compare runs with the same test examples"
                .formatted(first.file, references.file, i + 1));
      }
    }
  }

  private static void requireSameCount(Lines one, Lines other) {
    boolean less = one.lines.size() < other.lines.size();
    Lines shorter = less ? one : other;
    Lines longer = less ? other : one;
    if (shorter.lines.isEmpty()) {
      throw new ConfigException(
          "%s is empty; it needs one line per example".formatted(shorter.file));
    }
    if (shorter.lines.size() < longer.lines.size()) {
      throw new ConfigException(
          "%s ends after line %d, but %s has a line %d; line n of one must belong to line n of the other"
              .formatted(
                  shorter.file, shorter.lines.size(), longer.file, shorter.lines.size() + 1));
    }
  }

  /** File names, {@code model/seed} of runs; paths if two systems have the same name. */
  private static List<String> names(List<Path> files) {
    Set<Path> named = new HashSet<>();
    for (Path file : files) {
      if (!named.add(file.toAbsolutePath().normalize())) {
        throw new ConfigException(file + " is named twice in --hypotheses; name each system once");
      }
    }
    List<String> names = files.stream().map(SystemOutputs::name).toList();
    return names.stream().distinct().count() == names.size()
        ? names
        : files.stream().map(Path::toString).toList();
  }

  private static String name(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    int parts = whole.getNameCount();
    int shown = Files.isDirectory(file) ? Math.min(2, parts) : Math.min(1, parts);
    return shown == 0 ? whole.toString() : whole.subpath(parts - shown, parts).toString();
  }

  /** Number of examples. */
  public int examples() {
    return references.size();
  }
}
