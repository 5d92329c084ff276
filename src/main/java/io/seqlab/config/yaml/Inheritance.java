package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.NearestName;
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

  private final YamlNode.Block models;
  private final Map<String, YamlNode> resolved = new LinkedHashMap<>();
  private final Set<String> open = new LinkedHashSet<>();

  private Inheritance(YamlNode.Block models) {
    this.models = models;
  }

  /** The models with every {@code extends} carried out. */
  static YamlNode.Block resolve(YamlNode.Block models) {
    Inheritance inheritance = new Inheritance(models);
    return models.withEach((name, model) -> inheritance.model(name));
  }

  private YamlNode model(String name) {
    if (!resolved.containsKey(name)) {
      resolved.put(name, extended(name, models.fields().get(name).value()));
    }
    return resolved.get(name);
  }

  private YamlNode extended(String name, YamlNode model) {
    if (!(model instanceof YamlNode.Block block) || !block.fields().containsKey(EXTENDS)) {
      return model;
    }
    YamlNode reference = block.fields().get(EXTENDS).value();
    String parent =
        Scalars.toText(reference, RecordKeys.path(RecordKeys.path("models", name), EXTENDS));
    if (!models.fields().containsKey(parent)) {
      throw ConfigException.at(
          reference.at(),
          "models.%s extends unknown model '%s'; %s"
              .formatted(
                  name, parent, NearestName.hint(parent, "models", models.fields().keySet())));
    }
    open.add(name);
    if (open.contains(parent)) {
      throw ConfigException.at(
          reference.at(),
          "models extend each other in a circle: " + String.join(" -> ", open) + " -> " + parent);
    }
    YamlNode merged = merge(model(parent), block.without(EXTENDS));
    open.remove(name);
    return merged;
  }

  private static YamlNode merge(YamlNode under, YamlNode over) {
    if (!(under instanceof YamlNode.Block base) || !(over instanceof YamlNode.Block changes)) {
      return over;
    }
    Map<String, YamlNode.Field> fields = new LinkedHashMap<>(base.fields());
    changes
        .fields()
        .forEach(
            (key, field) ->
                fields.merge(
                    key,
                    field,
                    (old, now) -> new YamlNode.Field(now.at(), merge(old.value(), now.value()))));
    return new YamlNode.Block(changes.at(), fields);
  }
}
