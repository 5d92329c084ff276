package io.seqlab.config.yaml;

import io.seqlab.config.ConfigException;
import io.seqlab.config.Nearest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * {@code extends: NAME} between the models of a study: the named model with the keys of this one
 * laid over it. Blocks merge key by key; all else replaces.
 */
final class Inheritance {
  static final String EXTENDS = "extends";

  private final Tree.Block models;
  private final Map<String, Tree> resolved = new LinkedHashMap<>();
  private final Set<String> open = new LinkedHashSet<>();

  private Inheritance(Tree.Block models) {
    this.models = models;
  }

  /** The models with every {@code extends} carried out. */
  static Tree.Block resolve(Tree.Block models) {
    Inheritance inheritance = new Inheritance(models);
    return models.withEach((name, model) -> inheritance.model(name));
  }

  private Tree model(String name) {
    if (!resolved.containsKey(name)) {
      resolved.put(name, extended(name, models.fields().get(name).value()));
    }
    return resolved.get(name);
  }

  private Tree extended(String name, Tree model) {
    if (!(model instanceof Tree.Block block) || !block.fields().containsKey(EXTENDS)) {
      return model;
    }
    Tree reference = block.fields().get(EXTENDS).value();
    String parent = Scalars.toText(reference, Keys.path(Keys.path("models", name), EXTENDS));
    if (!models.fields().containsKey(parent)) {
      throw ConfigException.at(
          reference.at(),
          "models.%s extends unknown model '%s'; %s"
              .formatted(name, parent, Nearest.hint(parent, "models", models.fields().keySet())));
    }
    open.add(name);
    if (open.contains(parent)) {
      throw ConfigException.at(
          reference.at(),
          "models extend each other in a circle: " + String.join(" -> ", open) + " -> " + parent);
    }
    Tree merged = merge(model(parent), block.without(EXTENDS));
    open.remove(name);
    return merged;
  }

  private static Tree merge(Tree under, Tree over) {
    if (!(under instanceof Tree.Block base) || !(over instanceof Tree.Block changes)) {
      return over;
    }
    Map<String, Tree.Field> fields = new LinkedHashMap<>(base.fields());
    changes
        .fields()
        .forEach(
            (key, field) ->
                fields.merge(
                    key,
                    field,
                    (old, now) -> new Tree.Field(now.at(), merge(old.value(), now.value()))));
    return new Tree.Block(changes.at(), fields);
  }
}
