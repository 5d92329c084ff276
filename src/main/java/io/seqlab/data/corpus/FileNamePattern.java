package io.seqlab.data.corpus;

import io.seqlab.data.core.DataException;
import io.seqlab.storage.IoErrorMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A path whose last part may contain {@code *} for any characters and {@code ?} for one. Neither
 * stands for a dot at the start of a name.
 *
 * @param folder the path before the last part; empty if there is none
 * @param name the last part
 */
record FileNamePattern(String folder, String name) {
  static FileNamePattern of(String path) {
    int end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
    return new FileNamePattern(path.substring(0, end), path.substring(end));
  }

  boolean hasWildcards() {
    return name.contains("*") || name.contains("?");
  }

  /** The files of a folder that match, by name; none if there is no such folder. */
  List<Path> list(Path in) {
    if (!Files.isDirectory(in)) {
      return List.of();
    }
    Pattern pattern = pattern();
    try (Stream<Path> files = Files.list(in)) {
      return files
          .filter(file -> pattern.matcher(file.getFileName().toString()).matches())
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparing(file -> file.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new DataException("cannot list " + in + ": " + IoErrorMessage.of(e), e);
    }
  }

  private Pattern pattern() {
    StringBuilder regex = new StringBuilder(name.startsWith(".") ? "" : "(?!\\.)");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
