package io.seqlab.config.yaml;

import io.seqlab.config.ModelSpec;
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
final class ShortForm {
  /** The halves, by their key. */
  static final Map<String, Class<?>> HALVES = halves();

  private ShortForm() {}

  private static Map<String, Class<?>> halves() {
    Map<String, Class<?>> halves = new LinkedHashMap<>();
    for (RecordComponent component : ModelSpec.class.getRecordComponents()) {
      if (component.getType().isSealed()) {
        halves.put(Keys.of(component), component.getType());
      }
    }
    return halves;
  }

  /** The model with only its own keys: both halves and what belongs to neither. */
  static Tree.Block expand(Tree.Block model, String path) {
    List<String> own = Keys.of(ModelSpec.class);
    Set<String> known = new LinkedHashSet<>(List.of(Kinds.TYPE, Inheritance.EXTENDS));
    known.addAll(own);
    Map<String, Tree.Field> fields = new LinkedHashMap<>();
    HALVES.forEach(
        (half, kinds) -> {
          Tree.Block given = given(model, half, path);
          Class<?> kind = Kinds.choose(given, kinds, kindPath(model, half, path));
          known.addAll(Keys.of(kind));
          Tree.Block full = withShared(given, model, Keys.of(kind));
          fields.put(half, new Tree.Field(given.at(), full));
        });
    model
        .fields()
        .forEach(
            (key, field) -> {
              if (!known.contains(key)) {
                throw Keys.unknown(field.at(), key, path, known);
              } else if (own.contains(key)) {
                fields.putIfAbsent(key, field);
              }
            });
    return new Tree.Block(model.at(), fields);
  }

  /** The half with those of its keys that only the model says. */
  private static Tree.Block withShared(Tree.Block half, Tree.Block model, List<String> keys) {
    Map<String, Tree.Field> fields = new LinkedHashMap<>(half.fields());
    for (String key : keys) {
      Tree.Field shared = model.fields().get(key);
      if (shared != null) {
        fields.putIfAbsent(key, shared);
      }
    }
    return new Tree.Block(half.at(), fields);
  }

  /** What the model says of a half, with the model's type unless the half has its own. */
  private static Tree.Block given(Tree.Block model, String half, String path) {
    Optional<Tree> tree = model.get(half);
    Tree.Block block =
        tree.isPresent()
            ? tree.get().asBlock(Keys.path(path, half))
            : new Tree.Block(model.at(), Map.of());
    Tree.Field type = model.fields().get(Kinds.TYPE);
    return type == null || block.fields().containsKey(Kinds.TYPE)
        ? block
        : block.with(Kinds.TYPE, type);
  }

  /** A missing or wrong type is the model's, unless the half has words of its own. */
  private static String kindPath(Tree.Block model, String half, String path) {
    return model.fields().containsKey(half) ? Keys.path(path, half) : path;
  }
}
