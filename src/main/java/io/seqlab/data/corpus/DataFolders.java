package io.seqlab.data.corpus;

import io.seqlab.data.core.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the files of corpora are looked for, in this order, and where the descriptors of datasets
 * stand.
 */
public record DataFolders(List<Path> search, Path descriptors) {
  private static final String VARIABLE = "SEQLAB_DATA";

  public DataFolders {
    search = List.copyOf(search);
  }

  /**
   * The folder that {@code SEQLAB_DATA} names, the working folder, then the folder of fetched
   * datasets, {@code datasets/cache} below the working folder.
   */
  public static DataFolders of(Map<String, String> environment, Path workingFolder) {
    Path datasets = workingFolder.resolve("datasets");
    List<Path> search = new ArrayList<>();
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isBlank()) {
      search.add(workingFolder.resolve(named));
    }
    search.add(workingFolder);
    search.add(datasets.resolve("cache"));
    return new DataFolders(search, datasets);
  }

  /**
   * The file of this name, itself if absolute.
   *
   * @param remedy what to do if it is missing, as the end of the message
   * @throws DataException if it is in none of the folders
   */
  Path find(String name, String remedy) {
    for (Path folder : search) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    String where =
        Path.of(name).isAbsolute()
            ? ""
            : search.stream()
                .map(folder -> folder.toAbsolutePath().normalize().toString())
                .collect(Collectors.joining(", ", "; looked in ", ""));
    throw new DataException("cannot find the file %s%s; %s", name, where, remedy);
  }
}
