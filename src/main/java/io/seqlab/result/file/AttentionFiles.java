package io.seqlab.result.file;

import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.storage.LeasedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The attention maps of test examples in the folder of a run, {@code attention/test-1.json} and so
 * on. Files of other names there are the user's.
 */
record AttentionFiles(Path folder) {
  static final String FOLDER = "attention";

  private static final Pattern MAP = Pattern.compile("test-[1-9][0-9]*\\.json");

  /** Whether a path in the folder of a run has the name of a map. */
  static boolean isMap(Path file) {
    return file.startsWith(FOLDER) && file.getNameCount() == 2 && hasNameOfMap(file);
  }

  private static boolean hasNameOfMap(Path file) {
    return MAP.matcher(file.getFileName().toString()).matches();
  }

  void write(AttentionMap map) throws IOException {
    Json.write(folder.resolve(name(map)), map);
  }

  private static String name(AttentionMap map) {
    return map.example() + ".json";
  }

  /**
   * All maps, sorted by example name.
   *
   * @throws CorruptFileException if one is not readable, or of another example than its name says
   */
  List<AttentionMap> read() throws IOException {
    List<AttentionMap> maps = new ArrayList<>();
    for (Path file : files()) {
      AttentionMap map = Json.read(file, AttentionMap.class);
      if (!file.endsWith(name(map))) {
        throw new CorruptFileException(file, "it is of the example " + map.example());
      }
      maps.add(map);
    }
    return maps;
  }

  /** Deletes all maps. */
  void delete() throws IOException {
    for (Path file : files()) {
      LeasedFiles.delete(file);
    }
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(AttentionFiles::hasNameOfMap).sorted().toList();
    }
  }
}
