package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.NearestName;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.yaml.YamlNode.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;

/** Resolves {@code type:} to one of the records that a sealed interface permits. */
final class TypeResolver {
  /** The key that names the record type. */
  static final String TYPE = "type";

  private TypeResolver() {}

  /** Permitted records by type name, in declaration order. */
  static Map<String, Class<?>> byName(Class<?> sealed) {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      for (String name : permitted.getAnnotation(TypeName.class).value()) {
        types.put(name, permitted);
      }
    }
    return types;
  }

  /** The record that {@code type} names in this mapping. */
  static Class<?> resolve(Mapping mapping, Class<?> sealed, String path) {
    Map<String, Class<?>> types = byName(sealed);
    YamlNode type = mapping.get(TYPE).orElse(null);
    if (type == null) {
      throw ConfigException.at(
          mapping.location(),
          "missing required key 'type' in %s (types: %s)"
              .formatted(path, String.join(", ", types.keySet())));
    }
    String name = Scalars.toText(type, RecordKeys.path(path, TYPE));
    Class<?> record = types.get(name);
    if (record == null) {
      throw ConfigException.at(
          type.location(),
          "unknown type '%s' in %s; %s"
              .formatted(name, path, NearestName.hint(name, "types", types.keySet())));
    }
    return record;
  }

  /** Whether the record has several type names, and so stores its type in a component. */
  static boolean hasTypeComponent(Class<?> record) {
    return RecordKeys.of(record).contains(TYPE);
  }
}
