package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.NearestName;
import io.seqlab.config.yaml.YamlNode.Field;
import io.seqlab.config.yaml.YamlNode.Mapping;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Resolves {@code extends: NAME} between the models of a study: a model inherits the keys of the
 * named model and overrides them with its own. Mappings merge key by key; other values replace.
 */
final class Inheritance {
  static final String EXTENDS = "extends";

  private final Mapping models;
  private final Map<String, YamlNode> resolved = new LinkedHashMap<>();
  private final Set<String> active = new LinkedHashSet<>();

  private Inheritance(Mapping models) {
    this.models = models;
  }

  /** The models with every {@code extends} resolved. */
  static Mapping resolve(Mapping models) {
    Inheritance inheritance = new Inheritance(models);
    return models.withEach((name, model) -> inheritance.model(name));
  }

  private YamlNode model(String name) {
    if (!resolved.containsKey(name)) {
      resolved.put(name, inherit(name, models.fields().get(name).value()));
    }
    return resolved.get(name);
  }

  private YamlNode inherit(String name, YamlNode model) {
    if (!(model instanceof Mapping mapping) || !mapping.fields().containsKey(EXTENDS)) {
      return model;
    }
    YamlNode reference = mapping.fields().get(EXTENDS).value();
    String parent = Scalars.toText(reference, "models.%s.extends".formatted(name));
    if (!models.fields().containsKey(parent)) {
      throw ConfigException.at(
          reference.location(),
          "models.%s extends unknown model '%s'; %s"
              .formatted(
                  name, parent, NearestName.hint(parent, "models", models.fields().keySet())));
    }
    active.add(name);
    if (active.contains(parent)) {
      throw ConfigException.at(
          reference.location(),
          "circular extends between models: " + String.join(" -> ", active) + " -> " + parent);
    }
    YamlNode merged = merge(model(parent), mapping.without(EXTENDS));
    active.remove(name);
    return merged;
  }

  private static YamlNode merge(YamlNode base, YamlNode override) {
    if (!(base instanceof Mapping parent) || !(override instanceof Mapping child)) {
      return override;
    }
    Map<String, Field> fields = new LinkedHashMap<>(parent.fields());
    child.forEach(
        (key, field) ->
            fields.merge(
                key,
                field,
                (old, now) -> new Field(now.location(), merge(old.value(), now.value()))));
    return new Mapping(child.location(), fields);
  }
}
