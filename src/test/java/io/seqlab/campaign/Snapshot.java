package io.seqlab.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results of an experiment: the content of its files without what depends on time or on the
 * machine, by path.
 */
record Snapshot(Map<String, String> files) {
  private static final String TEMPORARY =
      "(.*/)?(\\.[^/]*\\.tmp|\\.writable[^/]*|[^/]*\\.(new|old|part))(/.*)?";

  /** Columns and keys that differ between two equal runs. */
  private static final String TIMED = ".*(second|memory|time|concurrent_runs).*";

  static Snapshot of(Path experiment) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(experiment)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = experiment.relativize(file).toString();
        if (!name.matches("(.*/)?\\.(lock|owner)(/.*)?")) { // who owns a folder, not a result
          files.put(name.replaceAll("tfevents.*", "tfevents"), content(file));
        }
      }
    }
    return new Snapshot(files);
  }

  Snapshot without(String file) {
    Map<String, String> others = new TreeMap<>(files);
    others.remove(file);
    return new Snapshot(others);
  }

  /** Requires the same files with the same content, and no temporary ones. */
  void requireEqual(Snapshot expected) {
    assertThat(files.keySet().stream().filter(name -> name.matches(TEMPORARY)).toList())
        .as("files left over")
        .isEmpty();
    assertThat(different(expected)).as("files that differ from the uninterrupted run").isEmpty();
  }

  /** The paths that only one has, or whose content differs. */
  List<String> different(Snapshot expected) {
    return Stream.concat(files.keySet().stream(), expected.files.keySet().stream())
        .distinct()
        .filter(
            name -> !files.getOrDefault(name, "-").equals(expected.files.getOrDefault(name, "-")))
        .sorted()
        .toList();
  }

  private static String content(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".safetensors")) {
      return Integer.toHexString(Arrays.hashCode(Files.readAllBytes(file)));
    } else if (name.matches("(results\\.csv|validations\\.tsv)")) {
      return withoutTimedColumns(Files.readAllLines(file), name.endsWith(".csv") ? "," : "\t");
    } else if (name.equals("measures.csv")) {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.matches(TIMED))
          .collect(Collectors.joining("\n"));
    } else if (name.matches(
            ".*\\.(tsv|csv)|samples\\.json|attention\\.json|claims\\.json|study\\.yaml")
        || name.matches("(test-\\d+\\.json|vocabulary\\..*)")) {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
    return "present"; // pages, pictures, logs: they contain times
  }

  private static String withoutTimedColumns(List<String> lines, String separator) {
    if (lines.isEmpty()) {
      return "";
    }
    String[] header = lines.get(0).split(separator, -1);
    List<String> kept = new ArrayList<>();
    for (String line : lines) {
      String[] cells = line.split(separator, -1);
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < cells.length; i++) {
        row.append(i < header.length && header[i].matches(TIMED) ? "" : cells[i] + separator);
      }
      kept.add(row.toString());
    }
    return String.join("\n", kept);
  }
}
