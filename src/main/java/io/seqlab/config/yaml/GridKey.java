package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.NearestName;
import io.seqlab.config.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A key of the grid or of the search, and the paths of a resolved study that it sets. {@code
 * model.} selects every model that has the key, {@code models.NAME.} one model. A key of encoder or
 * decoder, such as {@code model.hidden}, applies to each of the two that has it.
 *
 * @param use where the key is used
 * @param location where the key is written, for messages
 * @param key the path, such as {@code training.optimizer.learning_rate}
 */
record GridKey(Use use, String location, String key) {
  private static final String MODELS = "models";
  private static final String EVERY_MODEL = "model";

  /** A part of the study that sets other keys. */
  enum Use {
    GRID("task., training., decoding., model. (every model) or models.NAME."),
    SEARCH("training., decoding. or model. (every model)");

    private final String allowed;

    Use(String allowed) {
      this.allowed = allowed;
    }

    /** The first parts of keys. */
    private List<String> roots() {
      return this == GRID
          ? List.of("task", "training", "decoding", EVERY_MODEL, MODELS)
          : List.of("training", "decoding", EVERY_MODEL);
    }

    @Override
    public String toString() {
      return RecordKeys.of(this) + " key";
    }
  }

  /** The paths that the key sets for one model; none if the key does not apply to it. */
  List<List<String>> paths(Mapping study, String model) {
    return candidates(study, model).stream()
        .filter(path -> unknownKey(study, path).isEmpty())
        .toList();
  }

  /** Throws unless the key applies to at least one model of the study. */
  void requireKnown(Mapping study) {
    List<String> parts = split(key);
    if (use.roots().contains(parts.get(0)) && parts.size() == 1) {
      throw ConfigException.at(
          location,
          "%s '%s' is a mapping; name a key in it, such as model.hidden or training.batch.size"
              .formatted(use, key));
    } else if (!use.roots().contains(parts.get(0))) {
      throw ConfigException.at(
          location,
          "%s '%s' must start with %s; %s"
              .formatted(
                  use,
                  key,
                  use.allowed,
                  NearestName.hint(parts.get(0), "start with", use.roots())));
    }
    Set<String> models = models(study).fields().keySet();
    if (parts.get(0).equals(MODELS) && prefix(study).isEmpty()) {
      throw ConfigException.at(
          location,
          "%s '%s' must have the form models.NAME.key; %s"
              .formatted(use, key, NearestName.hint(parts.get(1), MODELS, models)));
    }
    if (models.stream().allMatch(model -> paths(study, model).isEmpty())) {
      throw models.stream()
          .flatMap(model -> candidates(study, model).stream())
          .flatMap(path -> unknownKey(study, path).stream())
          .findFirst()
          .orElseGet(() -> unknownModelKey(study));
    }
  }

  /** Throws if both keys set one path, or one key sets a path inside that of the other. */
  void requireDisjoint(GridKey other, Mapping study) {
    for (String model : models(study).fields().keySet()) {
      for (List<String> mine : paths(study, model)) {
        for (List<String> theirs : other.paths(study, model)) {
          int common = Math.min(mine.size(), theirs.size());
          if (mine.subList(0, common).equals(theirs.subList(0, common))) {
            throw ConfigException.at(
                location,
                "%ss '%s' and '%s' both set %s; remove one"
                    .formatted(
                        use,
                        other.key,
                        key,
                        String.join(".", mine.size() > common ? mine : theirs)));
          }
        }
      }
    }
  }

  private List<List<String>> candidates(Mapping study, String model) {
    Optional<String> prefix = prefix(study);
    if (prefix.isEmpty()) {
      return List.of(split(key));
    }
    return appliesTo(prefix.get(), model)
        ? pathsInModel(study, model, rest(prefix.get()))
        : List.of();
  }

  /** The part that selects models, {@code model} or {@code models.NAME}; empty for other keys. */
  private Optional<String> prefix(Mapping study) {
    if (key.startsWith(EVERY_MODEL + ".")) {
      return Optional.of(EVERY_MODEL);
    }
    return models(study).fields().keySet().stream()
        .map(name -> RecordKeys.path(MODELS, name))
        .filter(name -> key.startsWith(name + "."))
        .max(Comparator.comparingInt(String::length)); // names may contain dots
  }

  private static boolean appliesTo(String prefix, String model) {
    return prefix.equals(EVERY_MODEL) || prefix.equals(RecordKeys.path(MODELS, model));
  }

  private List<String> rest(String prefix) {
    return split(key.substring(prefix.length() + 1));
  }

  /** The path of a key of the model, or of its encoder and decoder, except their type. */
  private static List<List<String>> pathsInModel(Mapping study, String name, List<String> rest) {
    Mapping model = mapping(models(study), name);
    if (model.fields().containsKey(rest.get(0))) {
      return List.of(joined(List.of(MODELS, name), rest));
    }
    return ModelShortForm.SUBMODULES.keySet().stream()
        .filter(submodule -> ownKeys(mapping(model, submodule)).contains(rest.get(0)))
        .map(submodule -> joined(List.of(MODELS, name, submodule), rest))
        .toList();
  }

  private ConfigException unknownModelKey(Mapping study) {
    String prefix = prefix(study).orElseThrow();
    Set<String> known = new LinkedHashSet<>();
    for (String name : models(study).fields().keySet()) {
      if (appliesTo(prefix, name)) {
        Mapping model = mapping(models(study), name);
        known.addAll(model.fields().keySet());
        ModelShortForm.SUBMODULES
            .keySet()
            .forEach(submodule -> known.addAll(ownKeys(mapping(model, submodule))));
      }
    }
    return RecordKeys.unknownKey(location, rest(prefix).get(0), use + " " + prefix, known);
  }

  /** An error if the study lacks a key of the path; below null any key is allowed. */
  private Optional<ConfigException> unknownKey(Mapping study, List<String> path) {
    YamlNode node = study;
    for (int i = 0; i < path.size() && node instanceof Mapping mapping; i++) {
      if (!mapping.fields().containsKey(path.get(i))) {
        String parent = use + " " + String.join(".", path.subList(0, i));
        return Optional.of(
            RecordKeys.unknownKey(location, path.get(i), parent, mapping.fields().keySet()));
      }
      node = mapping.fields().get(path.get(i)).value();
    }
    return Optional.empty();
  }

  private static Set<String> ownKeys(Mapping submodule) {
    return submodule.without(TypeResolver.TYPE).fields().keySet();
  }

  private static Mapping models(Mapping study) {
    return mapping(study, MODELS);
  }

  private static Mapping mapping(Mapping parent, String key) {
    return parent.get(key).orElseThrow().asMapping(key);
  }

  private static List<String> joined(List<String> start, List<String> rest) {
    List<String> path = new ArrayList<>(start);
    path.addAll(rest);
    return path;
  }

  private static List<String> split(String path) {
    return List.of(path.split("\\.", -1));
  }
}
