package io.seqlab.result.file;

import io.seqlab.result.delimited.CorruptFileException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads UTF-8 text files. */
final class Utf8Files {
  private Utf8Files() {}

  static String read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder, not a file");
    }
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new CorruptFileException(file, "it is not UTF-8 text", e);
    }
  }

  /**
   * The complete lines of a file that is appended to line by line; empty if it is missing. Text
   * after the last line break is ignored: a kill truncated it.
   */
  static List<String> completeLines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = read(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }
}
