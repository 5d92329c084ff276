package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.NearestName;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The YAML keys of a record: its component names in snake case. */
final class RecordKeys {
  /** Reflection parses the annotations of a record again at each call. */
  private static final ClassValue<List<RecordComponent>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
          return List.of(type.getRecordComponents());
        }
      };

  private static final ClassValue<List<String>> KEYS =
      new ClassValue<>() {
        @Override
        protected List<String> computeValue(Class<?> type) {
          return components(type).stream().map(RecordKeys::of).toList();
        }
      };

  private RecordKeys() {}

  static List<RecordComponent> components(Class<?> type) {
    return COMPONENTS.get(type);
  }

  static List<String> of(Class<?> type) {
    return KEYS.get(type);
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
