package io.seqlab.data.corpus;

import static java.util.stream.Collectors.joining;

import io.seqlab.config.schema.NearestName;
import io.seqlab.config.task.DatasetSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.core.DataException;
import io.seqlab.storage.IoErrorMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Dataset descriptors: files {@code <name>.yaml} in the folders of descriptors. */
public final class Datasets {
  private static final String EXTENSION = ".yaml";

  private Datasets() {}

  /** Names of all datasets, sorted. */
  public static List<String> names(DataFolders folders) {
    return folders.descriptors().stream()
        .flatMap(folder -> names(folder).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(EXTENSION))
          .map(name -> name.substring(0, name.length() - EXTENSION.length()))
          .toList();
    } catch (IOException e) {
      throw new DataException("cannot list " + folder + ": " + IoErrorMessage.of(e), e);
    }
  }

  /**
   * The descriptor of a dataset.
   *
   * @throws DataException with the nearest name, if there is no such dataset
   * @throws io.seqlab.config.ConfigException if the descriptor is invalid
   */
  public static DatasetSpec read(String name, DataFolders folders) {
    return SpecReader.read(folderOf(name, folders).resolve(name + EXTENSION), DatasetSpec.class);
  }

  /** The first folder that describes a dataset; fails as {@link #read}. */
  public static Path folderOf(String name, DataFolders folders) {
    return folders.descriptors().stream()
        .filter(folder -> names(folder).contains(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    "unknown dataset '%s' in %s; %s",
                    name,
                    folders.descriptors().stream().map(Path::toString).collect(joining(" or ")),
                    NearestName.hint(name, "datasets", names(folders))));
  }
}
