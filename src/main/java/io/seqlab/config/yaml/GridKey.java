package io.seqlab.config.yaml;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.NearestName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A key of the grid, and where in a resolved study its values go. {@code model.} stands for every
 * model that has the key, {@code models.NAME.} for one. A key that is not the model's own, such as
 * {@code model.hidden}, goes to each half that has it.
 *
 * @param at where it is written, for messages
 * @param key the path, such as {@code training.optimizer.learning_rate}
 */
record GridKey(String at, String key) {
  private static final String MODELS = "models";
  private static final String EVERY_MODEL = "model";
  private static final List<String> ROOTS =
      List.of("task", "training", "decoding", EVERY_MODEL, MODELS);

  /** Where a value goes in the study for one model; nowhere if the key does not concern it. */
  List<List<String>> paths(YamlNode.Block study, String model) {
    return candidates(study, model).stream()
        .filter(path -> unknown(study, path).isEmpty())
        .toList();
  }

  /** Throws unless the key concerns a model of the study. */
  void requireKnown(YamlNode.Block study) {
    List<String> parts = split(key);
    if (ROOTS.contains(parts.get(0)) && parts.size() == 1) {
      throw ConfigException.at(
          at,
          "grid key '%s' stands for a whole block; go on to a key within it, as model.hidden or training.batch.size do"
              .formatted(key));
    } else if (!ROOTS.contains(parts.get(0))) {
      throw ConfigException.at(
          at,
          "grid key '%s' is no path from task., training., decoding., model. (every model) or models.NAME.; %s"
              .formatted(key, NearestName.hint(parts.get(0), "begin with", ROOTS)));
    }
    Set<String> models = models(study).fields().keySet();
    if (parts.get(0).equals(MODELS) && prefix(study).isEmpty()) {
      throw ConfigException.at(
          at,
          "grid key '%s' must be models.NAME.key of one model; %s"
              .formatted(key, NearestName.hint(parts.get(1), MODELS, models)));
    }
    if (models.stream().allMatch(model -> paths(study, model).isEmpty())) {
      throw models.stream()
          .flatMap(model -> candidates(study, model).stream())
          .flatMap(path -> unknown(study, path).stream())
          .findFirst()
          .orElseGet(() -> unknownToModels(study));
    }
  }

  /** Throws if both keys put their values in one place, or one within that of the other. */
  void requireApartFrom(GridKey other, YamlNode.Block study) {
    for (String model : models(study).fields().keySet()) {
      for (List<String> mine : paths(study, model)) {
        for (List<String> theirs : other.paths(study, model)) {
          int common = Math.min(mine.size(), theirs.size());
          if (mine.subList(0, common).equals(theirs.subList(0, common))) {
            throw ConfigException.at(
                at,
                "grid keys '%s' and '%s' both set %s; keep one of them"
                    .formatted(
                        other.key, key, String.join(".", mine.size() > common ? mine : theirs)));
          }
        }
      }
    }
  }

  private List<List<String>> candidates(YamlNode.Block study, String model) {
    Optional<String> prefix = prefix(study);
    if (prefix.isEmpty()) {
      return List.of(split(key));
    }
    return concerns(prefix.get(), model) ? within(study, model, rest(prefix.get())) : List.of();
  }

  /** What names the models: {@code model} or {@code models.NAME}; empty for other keys. */
  private Optional<String> prefix(YamlNode.Block study) {
    if (key.startsWith(EVERY_MODEL + ".")) {
      return Optional.of(EVERY_MODEL);
    }
    return models(study).fields().keySet().stream()
        .map(name -> RecordKeys.path(MODELS, name))
        .filter(name -> key.startsWith(name + "."))
        .max(Comparator.comparingInt(String::length)); // names may have dots
  }

  private static boolean concerns(String prefix, String model) {
    return prefix.equals(EVERY_MODEL) || prefix.equals(RecordKeys.path(MODELS, model));
  }

  private List<String> rest(String prefix) {
    return split(key.substring(prefix.length() + 1));
  }

  /** The model's own key, or that of each half; a type is chosen with the rest of its half. */
  private static List<List<String>> within(YamlNode.Block study, String name, List<String> rest) {
    YamlNode.Block model = block(models(study), name);
    if (model.fields().containsKey(rest.get(0))) {
      return List.of(joined(List.of(MODELS, name), rest));
    }
    return ModelShortForm.HALVES.keySet().stream()
        .filter(half -> ownKeys(block(model, half)).contains(rest.get(0)))
        .map(half -> joined(List.of(MODELS, name, half), rest))
        .toList();
  }

  private ConfigException unknownToModels(YamlNode.Block study) {
    String prefix = prefix(study).orElseThrow();
    Set<String> known = new LinkedHashSet<>();
    for (String name : models(study).fields().keySet()) {
      if (concerns(prefix, name)) {
        YamlNode.Block model = block(models(study), name);
        known.addAll(model.fields().keySet());
        ModelShortForm.HALVES.keySet().forEach(half -> known.addAll(ownKeys(block(model, half))));
      }
    }
    return RecordKeys.unknown(at, rest(prefix).get(0), "grid key " + prefix, known);
  }

  /** The first part of the path that the study does not have; below null anything may come. */
  private Optional<ConfigException> unknown(YamlNode.Block study, List<String> path) {
    YamlNode tree = study;
    for (int i = 0; i < path.size() && tree instanceof YamlNode.Block block; i++) {
      if (!block.fields().containsKey(path.get(i))) {
        String parent = "grid key " + String.join(".", path.subList(0, i));
        return Optional.of(RecordKeys.unknown(at, path.get(i), parent, block.fields().keySet()));
      }
      tree = block.fields().get(path.get(i)).value();
    }
    return Optional.empty();
  }

  private static Set<String> ownKeys(YamlNode.Block half) {
    return half.without(TypeResolver.TYPE).fields().keySet();
  }

  private static YamlNode.Block models(YamlNode.Block study) {
    return block(study, MODELS);
  }

  private static YamlNode.Block block(YamlNode.Block parent, String key) {
    return parent.get(key).orElseThrow().asBlock(key);
  }

  private static List<String> joined(List<String> begin, List<String> rest) {
    List<String> path = new ArrayList<>(begin);
    path.addAll(rest);
    return path;
  }

  private static List<String> split(String path) {
    return List.of(path.split("\\.", -1));
  }
}
