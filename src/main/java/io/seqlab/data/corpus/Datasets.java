package io.seqlab.data.corpus;

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

/** Dataset descriptors: files {@code <name>.yaml} in the descriptor folder. */
public final class Datasets {
  private static final String EXTENSION = ".yaml";

  private Datasets() {}

  /** Names of all datasets, sorted. */
  public static List<String> names(DataFolders folders) {
    if (!Files.isDirectory(folders.descriptors())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folders.descriptors())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(EXTENSION))
          .map(name -> name.substring(0, name.length() - EXTENSION.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DataException(
          "cannot list " + folders.descriptors() + ": " + IoErrorMessage.of(e), e);
    }
  }

  /**
   * The descriptor of a dataset.
   *
   * @throws DataException with the nearest name, if there is no such dataset
   * @throws io.seqlab.config.ConfigException if the descriptor is invalid
   */
  public static DatasetSpec read(String name, DataFolders folders) {
    List<String> names = names(folders);
    if (!names.contains(name)) {
      throw new DataException(
          "unknown dataset '%s' in %s; %s",
          name, folders.descriptors(), NearestName.hint(name, "datasets", names));
    }
    return SpecReader.read(folders.descriptors().resolve(name + EXTENSION), DatasetSpec.class);
  }
}
