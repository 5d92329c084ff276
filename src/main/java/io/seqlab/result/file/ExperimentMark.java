package io.seqlab.result.file;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.record.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a folder is SeqLab's: it is marked by the {@code provenance.json} that {@code seqlab run}
 * writes first. Every other folder with content is the user's.
 */
record ExperimentMark(Path folder) {
  static final String FILE = "provenance.json";

  /** What a {@code seqlab run} that was killed before it wrote the mark may leave. */
  private static final Pattern LEFTOVER = Pattern.compile("\\.owner|\\..*\\.tmp");

  private static final int NAMES_SHOWN = 4;

  /**
   * The mark, if the folder has it as a file of its own.
   *
   * @throws CorruptFileException if there is such a file, but SeqLab cannot have written it
   */
  Optional<Provenance> read() throws IOException {
    Path mark = folder.resolve(FILE);
    return Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(Json.read(mark, Provenance.class))
        : Optional.empty();
  }

  /** Whether the folder has the mark; a file of that name that is not readable is none. */
  boolean isPresent() throws IOException {
    try {
      return read().isPresent();
    } catch (CorruptFileException e) {
      return false;
    }
  }

  /**
   * Requires a folder that is missing, empty or marked.
   *
   * @throws ConfigException if it is the user's
   */
  void requireNewOrPresent() throws IOException {
    if (Files.isSymbolicLink(folder) && !Files.exists(folder)) {
      throw refused("it is a symbolic link to nothing");
    } else if (!Files.exists(folder)) {
      return;
    } else if (!Files.isDirectory(folder)) {
      throw refused("it is a file");
    }
    List<String> names = names();
    if (!names.isEmpty() && !isPresentAndReadable()) {
      throw refused("it contains %s, but no %s of seqlab run".formatted(shown(names), FILE));
    }
  }

  /**
   * Requires that a folder inside an experiment is not a link to a folder elsewhere.
   *
   * @throws ConfigException if it is
   */
  static void requireNoLink(Path folder) {
    if (Files.isSymbolicLink(folder)) {
      throw new ConfigException(
          "%s is a symbolic link; SeqLab neither writes nor deletes behind it. Replace it by a folder, or link the whole experiment folder"
              .formatted(folder));
    }
  }

  private boolean isPresentAndReadable() throws IOException {
    try {
      return read().isPresent();
    } catch (CorruptFileException e) {
      throw refused("seqlab run did not write its " + FILE + ", or it is damaged");
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> !LEFTOVER.matcher(name).matches())
          .sorted()
          .toList();
    }
  }

  /** The first names, without control characters. */
  private static String shown(List<String> names) {
    String first =
        String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())))
            .replaceAll("\\p{Cntrl}", "?");
    int others = names.size() - NAMES_SHOWN;
    return others > 0 ? first + " and " + others + " more" : first;
  }

  private ConfigException refused(String reason) {
    return new ConfigException(
        "%s is not an experiment folder: %s. Nothing was written; choose a new or empty folder with --out DIR"
            .formatted(folder.toString().isEmpty() ? "the current folder" : folder, reason));
  }
}
