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
 * The short form of a model into its long form: keys on the model go to each half that knows them,
 * {@code type} to both; what a half says itself comes first.
 */
final class ModelShortForm {
  /** The halves, by their key. */
  static final Map<String, Class<?>> HALVES = halves();

  private ModelShortForm() {}

  private static Map<String, Class<?>> halves() {
    Map<String, Class<?>> halves = new LinkedHashMap<>();
    for (RecordComponent component : ModelSpec.class.getRecordComponents()) {
      if (component.getType().isSealed()) {
        halves.put(RecordKeys.of(component), component.getType());
      }
    }
    return halves;
  }

  /** The model with only its own keys: both halves and what belongs to neither. */
  static YamlNode.Block expand(YamlNode.Block model, String path) {
    List<String> own = RecordKeys.of(ModelSpec.class);
    Set<String> known = new LinkedHashSet<>(List.of(TypeResolver.TYPE, Inheritance.EXTENDS));
    known.addAll(own);
    Map<String, YamlNode.Field> fields = new LinkedHashMap<>();
    HALVES.forEach(
        (half, kinds) -> {
          YamlNode.Block given = given(model, half, path);
          Class<?> kind = TypeResolver.choose(given, kinds, kindPath(model, half, path));
          known.addAll(RecordKeys.of(kind));
          YamlNode.Block full = withShared(given, model, RecordKeys.of(kind));
          fields.put(half, new YamlNode.Field(given.at(), full));
        });
    model
        .fields()
        .forEach(
            (key, field) -> {
              if (!known.contains(key)) {
                throw RecordKeys.unknown(field.at(), key, path, known);
              } else if (own.contains(key)) {
                fields.putIfAbsent(key, field);
              }
            });
    return new YamlNode.Block(model.at(), fields);
  }

  /** The half with those of its keys that only the model says. */
  private static YamlNode.Block withShared(
      YamlNode.Block half, YamlNode.Block model, List<String> keys) {
    Map<String, YamlNode.Field> fields = new LinkedHashMap<>(half.fields());
    for (String key : keys) {
      YamlNode.Field shared = model.fields().get(key);
      if (shared != null) {
        fields.putIfAbsent(key, shared);
      }
    }
    return new YamlNode.Block(half.at(), fields);
  }

  /** What the model says of a half, with the model's type unless the half has its own. */
  private static YamlNode.Block given(YamlNode.Block model, String half, String path) {
    Optional<YamlNode> tree = model.get(half);
    YamlNode.Block block =
        tree.isPresent()
            ? tree.get().asBlock(RecordKeys.path(path, half))
            : new YamlNode.Block(model.at(), Map.of());
    YamlNode.Field type = model.fields().get(TypeResolver.TYPE);
    return type == null || block.fields().containsKey(TypeResolver.TYPE)
        ? block
        : block.with(TypeResolver.TYPE, type);
  }

  /** A missing or wrong type is the model's, unless the half has words of its own. */
  private static String kindPath(YamlNode.Block model, String half, String path) {
    return model.fields().containsKey(half) ? RecordKeys.path(path, half) : path;
  }
}
