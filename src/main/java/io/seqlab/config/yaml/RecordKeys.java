package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.NearestName;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The keys of a record: its components in snake case. */
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

  /** The YAML text that a component defaults to, or null when it must be given. */
  static String defaultOf(RecordComponent component) {
    Default annotation = component.getAnnotation(Default.class);
    return annotation == null ? null : annotation.value();
  }

  /** {@code models.rnn} and {@code cell} are {@code models.rnn.cell}. */
  static String path(String parent, String key) {
    return parent.isEmpty() ? key : parent + "." + key;
  }

  static ConfigException unknown(String at, String key, String path, Collection<String> keys) {
    String place = path.isEmpty() ? "" : " in " + path;
    return ConfigException.at(
        at, "unknown key '" + key + "'" + place + "; " + NearestName.hint(key, "keys", keys));
  }

  static ConfigException missing(String key, String path, String at) {
    String place = path.isEmpty() ? "" : " in " + path;
    return ConfigException.at(at, "missing key '" + key + "'" + place);
  }
}
