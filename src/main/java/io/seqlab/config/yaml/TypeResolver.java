package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.NearestName;
import io.seqlab.config.schema.TypeName;
import java.util.LinkedHashMap;
import java.util.Map;

/** The records that a sealed interface permits, chosen by {@code type:}. */
final class TypeResolver {
  /** The key that chooses. */
  static final String TYPE = "type";

  private TypeResolver() {}

  /** Every name of every permitted record, in the order declared. */
  static Map<String, Class<?>> of(Class<?> sealed) {
    Map<String, Class<?>> kinds = new LinkedHashMap<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        kinds.putAll(of(permitted));
      } else {
        for (String name : permitted.getAnnotation(TypeName.class).value()) {
          kinds.put(name, permitted);
        }
      }
    }
    return kinds;
  }

  /** The record that the block's {@code type} names. */
  static Class<?> choose(YamlNode.Block block, Class<?> sealed, String path) {
    Map<String, Class<?>> kinds = of(sealed);
    YamlNode type = block.get(TYPE).orElse(null);
    if (type == null) {
      throw ConfigException.at(
          block.at(),
          "missing key 'type' in %s (types: %s)"
              .formatted(path, String.join(", ", kinds.keySet())));
    }
    String name = Scalars.toText(type, RecordKeys.path(path, TYPE));
    Class<?> kind = kinds.get(name);
    if (kind == null) {
      throw ConfigException.at(
          type.at(),
          "unknown type '%s' in %s; %s"
              .formatted(name, path, NearestName.hint(name, "types", kinds.keySet())));
    }
    return kind;
  }

  /** Whether the record keeps its type in a component, having several names. */
  static boolean keepsType(Class<?> kind) {
    return RecordKeys.of(kind).contains(TYPE);
  }
}
