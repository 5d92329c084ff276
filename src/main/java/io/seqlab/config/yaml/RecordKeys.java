package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.NearestName;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The YAML keys of a record: its component names in snake case. */
final class RecordKeys {
  private RecordKeys() {}

  static List<String> of(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordKeys::of).toList();
  }

  /** {@code dModel} is {@code d_model}. */
  static String of(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** {@code SCALED_DOT} is {@code scaled_dot}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The default of a component as YAML text, or null if the key is required. */
  static String defaultOf(RecordComponent component) {
    Default annotation = component.getAnnotation(Default.class);
    return annotation == null ? null : annotation.value();
  }

  /** {@code models.rnn} and {@code cell} are {@code models.rnn.cell}. */
  static String path(String parent, String key) {
    return parent.isEmpty() ? key : parent + "." + key;
  }

  static ConfigException unknownKey(
      String location, String key, String path, Collection<String> keys) {
    return ConfigException.at(
        location,
        "unknown key '" + key + "'" + in(path) + "; " + NearestName.hint(key, "keys", keys));
  }

  static ConfigException missingKey(String key, String path, String location) {
    return ConfigException.at(location, "missing required key '" + key + "'" + in(path));
  }

  private static String in(String path) {
    return path.isEmpty() ? "" : " in " + path;
  }
}
