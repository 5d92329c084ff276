package io.seqlab.config.yaml;

import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.yaml.YamlNode.Field;
import io.seqlab.config.yaml.YamlNode.Mapping;
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
  static Mapping expand(Mapping model, String path) {
    List<String> own = RecordKeys.of(ModelSpec.class);
    Set<String> known = new LinkedHashSet<>(List.of(TypeResolver.TYPE, Inheritance.EXTENDS));
    known.addAll(own);
    Map<String, Field> fields = new LinkedHashMap<>();
    SUBMODULES.forEach(
        (submodule, base) -> {
          Mapping written = written(model, submodule, path);
          Class<?> type = TypeResolver.resolve(written, base, typePath(model, submodule, path));
          known.addAll(RecordKeys.of(type));
          Mapping full = withModelKeys(written, model, RecordKeys.of(type));
          fields.put(submodule, new Field(written.location(), full));
        });
    model.forEach(
        (key, field) -> {
          if (!known.contains(key)) {
            throw RecordKeys.unknownKey(field.location(), key, path, known);
          } else if (own.contains(key)) {
            fields.putIfAbsent(key, field);
          }
        });
    return new Mapping(model.location(), fields);
  }

  /** Adds the keys that only the model has. */
  private static Mapping withModelKeys(Mapping submodule, Mapping model, List<String> keys) {
    Map<String, Field> fields = new LinkedHashMap<>(submodule.fields());
    for (String key : keys) {
      Field shared = model.fields().get(key);
      if (shared != null) {
        fields.putIfAbsent(key, shared);
      }
    }
    return new Mapping(submodule.location(), fields);
  }

  /** The submodule as written, with the model's type if it has none. */
  private static Mapping written(Mapping model, String submodule, String path) {
    Optional<YamlNode> node = model.get(submodule);
    Mapping mapping =
        node.isPresent()
            ? node.get().asMapping(RecordKeys.path(path, submodule))
            : new Mapping(model.location(), Map.of());
    Field type = model.fields().get(TypeResolver.TYPE);
    return type == null || mapping.fields().containsKey(TypeResolver.TYPE)
        ? mapping
        : mapping.with(TypeResolver.TYPE, type);
  }

  /** Where a missing or unknown type is reported: at the submodule if it is written out. */
  private static String typePath(Mapping model, String submodule, String path) {
    return model.fields().containsKey(submodule) ? RecordKeys.path(path, submodule) : path;
  }
}
