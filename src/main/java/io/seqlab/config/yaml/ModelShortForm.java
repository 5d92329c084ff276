package io.seqlab.config.yaml;

import io.seqlab.config.model.ModelSpec;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Expands the short form of a model to its long form. Keys on the model apply to its encoder and
 * decoder, each of which takes those that it has; keys of {@code encoder:} and {@code decoder:}
 * take precedence.
 */
final class ModelShortForm {
  /** The sealed interfaces of encoder and decoder, by key. */
  static final Map<String, Class<?>> SUBMODULES = submodules();

  private ModelShortForm() {}

  private static Map<String, Class<?>> submodules() {
    Map<String, Class<?>> submodules = new LinkedHashMap<>();
    for (RecordComponent component : ModelSpec.class.getRecordComponents()) {
      if (component.getType().isSealed()) {
        submodules.put(RecordKeys.of(component), component.getType());
      }
    }
    return submodules;
  }

  /** The model with the keys of {@link ModelSpec} only: encoder, decoder, and keys of neither. */
  static YamlNode.Mapping expand(YamlNode.Mapping model, String path) {
    List<String> own = RecordKeys.of(ModelSpec.class);
    Set<String> known = new LinkedHashSet<>(List.of(TypeResolver.TYPE, Inheritance.EXTENDS));
    known.addAll(own);
    Map<String, YamlNode.Field> fields = new LinkedHashMap<>();
    SUBMODULES.forEach(
        (submodule, sealed) -> {
          YamlNode.Mapping written = written(model, submodule, path);
          Class<?> type = TypeResolver.resolve(written, sealed, typePath(model, submodule, path));
          known.addAll(RecordKeys.of(type));
          YamlNode.Mapping full = withModelKeys(written, model, RecordKeys.of(type));
          fields.put(submodule, new YamlNode.Field(written.location(), full));
        });
    model
        .fields()
        .forEach(
            (key, field) -> {
              if (!known.contains(key)) {
                throw RecordKeys.unknownKey(field.location(), key, path, known);
              } else if (own.contains(key)) {
                fields.putIfAbsent(key, field);
              }
            });
    return new YamlNode.Mapping(model.location(), fields);
  }

  /** Adds the keys that only the model has. */
  private static YamlNode.Mapping withModelKeys(
      YamlNode.Mapping submodule, YamlNode.Mapping model, List<String> keys) {
    Map<String, YamlNode.Field> fields = new LinkedHashMap<>(submodule.fields());
    for (String key : keys) {
      YamlNode.Field shared = model.fields().get(key);
      if (shared != null) {
        fields.putIfAbsent(key, shared);
      }
    }
    return new YamlNode.Mapping(submodule.location(), fields);
  }

  /** The submodule as written, with the model's type if it has none. */
  private static YamlNode.Mapping written(YamlNode.Mapping model, String submodule, String path) {
    Optional<YamlNode> node = model.get(submodule);
    YamlNode.Mapping mapping =
        node.isPresent()
            ? node.get().asMapping(RecordKeys.path(path, submodule))
            : new YamlNode.Mapping(model.location(), Map.of());
    YamlNode.Field type = model.fields().get(TypeResolver.TYPE);
    return type == null || mapping.fields().containsKey(TypeResolver.TYPE)
        ? mapping
        : mapping.with(TypeResolver.TYPE, type);
  }

  /** Where a missing or unknown type is reported: at the submodule if it is written out. */
  private static String typePath(YamlNode.Mapping model, String submodule, String path) {
    return model.fields().containsKey(submodule) ? RecordKeys.path(path, submodule) : path;
  }
}
