package io.seqlab.data.corpus;

import io.seqlab.config.schema.NearestName;
import io.seqlab.data.core.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The folders of corpora and dataset descriptors.
 *
 * @param search folders that are searched for corpus files, in this order
 * @param descriptors folders of dataset descriptors, in this order
 */
public record DataFolders(List<Path> search, List<Path> descriptors) {
  private static final String VARIABLE = "SEQLAB_DATA";
  private static final String DATASETS = "datasets";
  private static final FileNamePattern ANY = FileNamePattern.of("*");

  public DataFolders {
    search = List.copyOf(search);
    descriptors = List.copyOf(descriptors);
  }

  /** The folders of a program without a folder of its own. */
  public static DataFolders of(Map<String, String> environment, Path workingFolder) {
    return of(environment, workingFolder, Optional.empty());
  }

  /**
   * Searches corpus files in the folder in {@code SEQLAB_DATA}, the working folder, then the
   * folders of downloaded datasets, {@link #cache}; descriptors in {@code datasets} of the working
   * folder, then of SeqLab.
   *
   * @param home folder of SeqLab, so that its studies run from any working folder
   */
  public static DataFolders of(
      Map<String, String> environment, Path workingFolder, Optional<Path> home) {
    List<Path> datasets = new ArrayList<>(List.of(workingFolder.resolve(DATASETS)));
    home.filter(folder -> !isSame(folder, workingFolder))
        .ifPresent(folder -> datasets.add(folder.resolve(DATASETS)));
    List<Path> search = new ArrayList<>();
    String dataFolder = environment.getOrDefault(VARIABLE, "");
    if (!dataFolder.isBlank()) {
      search.add(workingFolder.resolve(dataFolder));
    }
    search.add(workingFolder);
    datasets.forEach(folder -> search.add(cache(folder)));
    return new DataFolders(search, datasets);
  }

  private static boolean isSame(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  /** The folder of downloaded files beside descriptors. */
  public static Path cache(Path descriptors) {
    return descriptors.resolve("cache");
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
        "cannot find the file '%s'%s; %s%s",
        name, searched(Path.of(name)), remedy, nearest(FileNamePattern.of(name)));
  }

  /** The file with the nearest name in the same folder, as the end of a message. */
  private String nearest(FileNamePattern missing) {
    List<String> present =
        search.stream()
            .flatMap(each -> ANY.list(each.resolve(missing.folder())).stream())
            .map(file -> file.getFileName().toString())
            .toList();
    return NearestName.of(missing.name(), present)
        .map(name -> "; did you mean '%s%s'?".formatted(missing.folder(), name))
        .orElse("");
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
            .distinct()
            .collect(Collectors.joining(", ", "; searched ", ""));
  }
}
