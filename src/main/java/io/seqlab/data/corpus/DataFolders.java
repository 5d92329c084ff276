package io.seqlab.data.corpus;

import io.seqlab.data.core.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The folders of corpora and dataset descriptors.
 *
 * @param search folders that are searched for corpus files, in this order
 * @param descriptors folder of the dataset descriptors
 */
public record DataFolders(List<Path> search, Path descriptors) {
  private static final String VARIABLE = "SEQLAB_DATA";

  public DataFolders {
    search = List.copyOf(search);
  }

  /**
   * Searches the folder in {@code SEQLAB_DATA}, the working folder, then {@code datasets/cache} in
   * the working folder, which contains downloaded datasets.
   */
  public static DataFolders of(Map<String, String> environment, Path workingFolder) {
    Path datasets = workingFolder.resolve("datasets");
    List<Path> search = new ArrayList<>();
    String dataFolder = environment.getOrDefault(VARIABLE, "");
    if (!dataFolder.isBlank()) {
      search.add(workingFolder.resolve(dataFolder));
    }
    search.add(workingFolder);
    search.add(datasets.resolve("cache"));
    return new DataFolders(search, datasets);
  }

  /**
   * The file with this path, absolute or relative to the first folder that contains it.
   *
   * @param remedy remedy if the file is missing, as the end of the message
   * @throws DataException if no folder contains the file
   */
  Path find(String name, String remedy) {
    for (Path folder : search) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new DataException(
        "cannot find the file '%s'%s; %s", name, searched(Path.of(name)), remedy);
  }

  /**
   * The file of a path; or, if its last part has * or ?, all files that match it in the first
   * folder that has one, in the order of their names by UTF-16 units.
   *
   * @param remedy remedy if there is none, as the end of the message
   * @throws DataException if no folder contains such a file
   */
  List<Path> findAll(String name, String remedy) {
    FileNamePattern pattern = FileNamePattern.of(name);
    if (!pattern.hasWildcards()) {
      return List.of(find(name, remedy));
    }
    for (Path folder : search) {
      List<Path> files = pattern.list(folder.resolve(pattern.folder()));
      if (!files.isEmpty()) {
        return files;
      }
    }
    throw new DataException(
        "no file matches '%s'%s; %s", name, searched(Path.of(pattern.folder())), remedy);
  }

  private String searched(Path path) {
    return path.isAbsolute()
        ? ""
        : search.stream()
            .map(folder -> folder.toAbsolutePath().normalize().toString())
            .collect(Collectors.joining(", ", "; searched ", ""));
  }
}
