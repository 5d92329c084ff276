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
    String searched =
        Path.of(name).isAbsolute()
            ? ""
            : search.stream()
                .map(folder -> folder.toAbsolutePath().normalize().toString())
                .collect(Collectors.joining(", ", "; searched ", ""));
    throw new DataException("cannot find the file '%s'%s; %s", name, searched, remedy);
  }
}
