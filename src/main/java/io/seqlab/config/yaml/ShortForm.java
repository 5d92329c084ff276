package io.seqlab.config.yaml;

import io.seqlab.config.DecoderSpec;
import io.seqlab.config.EncoderSpec;
import io.seqlab.config.ModelSpec;
import java.util.ArrayList;
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
    halves.put("encoder", EncoderSpec.class);
    halves.put("decoder", DecoderSpec.class);
    return halves;
  }

  /** The model with only its own keys: both halves and what belongs to neither. */
  static Tree.Block expand(Tree.Block model, String path) {
    Set<String> known = new LinkedHashSet<>(List.of(Kinds.TYPE));
    List<String> own = Keys.of(ModelSpec.class);
    Tree.Block result = model;
    for (Map.Entry<String, Class<?>> half : HALVES.entrySet()) {
      Tree.Block given = given(model, half.getKey(), path);
      Class<?> kind = Kinds.choose(given, half.getValue(), kindPath(model, half.getKey(), path));
      known.addAll(Keys.of(kind));
      Tree.Block full = given;
      for (String key : Keys.of(kind)) {
        Tree.Field shared = model.fields().get(key);
        if (shared != null && !own.contains(key) && !given.fields().containsKey(key)) {
          full = full.with(key, shared);
        }
      }
      result = result.with(half.getKey(), new Tree.Field(given.at(), full));
    }
    known.addAll(own);
    known.add(Inheritance.EXTENDS);
    for (Map.Entry<String, Tree.Field> entry : model.fields().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw Keys.unknown(entry.getValue().at(), entry.getKey(), path, new ArrayList<>(known));
      }
      if (!own.contains(entry.getKey())) {
        result = result.without(entry.getKey());
      }
    }
    return result;
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
