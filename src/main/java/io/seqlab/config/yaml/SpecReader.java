package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.YamlValue;
import java.nio.file.Path;

/** Reads a record of {@code io.seqlab.config} from YAML in its long form. */
public final class SpecReader {
  private SpecReader() {}

  /**
   * The record that the file says.
   *
   * @throws ConfigException naming file, line and key, if the file says no such record
   */
  public static <T extends Record> T read(Path file, Class<T> type) {
    return bind(YamlSource.file(file), type);
  }

  /** The record that the text says; {@code name} stands for the file in messages. */
  public static <T extends Record> T read(String text, String name, Class<T> type) {
    return bind(new YamlSource(name, true, text).requirePrintable(), type);
  }

  /** Any value as YAML writes it on one line; {@code name} stands for the file in messages. */
  public static YamlValue readValue(String text, String name) {
    return InlineYaml.write(YamlParser.read(YamlSource.inline(name, text).requirePrintable()));
  }

  private static <T extends Record> T bind(YamlSource source, Class<T> type) {
    return RecordBinder.bind(document(source), type);
  }

  /** The document of a file, which must say something. */
  static YamlNode document(YamlSource source) {
    YamlNode tree = YamlParser.read(source);
    if (tree.isNull()) {
      throw ConfigException.at(source.name(), "is empty; configs/ and datasets/ hold examples");
    }
    return tree;
  }
}
