package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.NearestName;
import io.seqlab.storage.IoErrorMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.yaml.snakeyaml.reader.StreamReader;

/** YAML text with the name that messages use for it, followed by the line if it is a file. */
record YamlSource(String name, boolean hasLines, String text) {
  private static final int MAX_BYTES = 1 << 20;

  /** Text that is not in a file, such as a {@code --set} option or a default. */
  static YamlSource inline(String name, String text) {
    return new YamlSource(name, false, text);
  }

  /** Reads a file as UTF-8; invalid bytes are an error. */
  static YamlSource file(Path file) {
    byte[] bytes = bytes(file);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(input).toString();
    } catch (CharacterCodingException e) {
      String before = new String(bytes, 0, input.position(), StandardCharsets.ISO_8859_1);
      throw ConfigException.at(
          file + ":" + (newlines(before) + 1), "not UTF-8; save the file as UTF-8");
    }
    return new YamlSource(
            file.toString(), true, text.startsWith("\uFEFF") ? text.substring(1) : text)
        .requirePrintable();
  }

  /** Location of a line (from 0). */
  String location(int line) {
    return hasLines ? name + ":" + (line + 1) : name;
  }

  /** Location of a column (from 0) of a line. */
  String location(int line, int column) {
    return hasLines ? location(line) + ":" + (column + 1) : name;
  }

  /** Throws if the text contains a control character, which YAML forbids. */
  YamlSource requirePrintable() {
    OptionalInt control = text.codePoints().filter(c -> !StreamReader.isPrintable(c)).findFirst();
    if (control.isPresent()) {
      int c = control.getAsInt();
      throw ConfigException.at(
          location(newlines(text.substring(0, text.indexOf(c)))),
          "control character U+%04X; remove it".formatted(c));
    }
    return this;
  }

  private static int newlines(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }

  private static byte[] bytes(Path file) {
    if (Files.isDirectory(file)) {
      throw ConfigException.at(file.toString(), "is a folder; give the path of a YAML file");
    }
    if (!Files.exists(file)) {
      throw ConfigException.at(file.toString(), "no such file" + suggestion(file));
    }
    try (InputStream input = Files.newInputStream(file)) {
      byte[] bytes = input.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw ConfigException.at(
            file.toString(), "larger than 1 MiB, the limit for a YAML file; check the path");
      }
      return bytes;
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + IoErrorMessage.of(e), e);
    }
  }

  private static String suggestion(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return "; the folder does not exist: " + file.getParent();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(path -> path.getFileName().toString())
              .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
              .sorted()
              .toList();
      return NearestName.of(file.getFileName().toString(), names)
          .map(name -> "; did you mean " + file.resolveSibling(name) + "?")
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
