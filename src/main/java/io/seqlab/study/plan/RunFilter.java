package io.seqlab.study.plan;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.NearestName;
import io.seqlab.config.schema.YamlValue;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.record.RunKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which runs of a study are meant: those that agree in all that is given.
 *
 * @param model its name, or empty for every model
 * @param seed or empty for every seed
 * @param grid values of keys of the grid
 */
public record RunFilter(Optional<String> model, Optional<Long> seed, Map<String, String> grid) {
  /** A comma before the next key; a value may have commas of its own. */
  private static final Pattern COMMA = Pattern.compile(",(?=[^,=\\[\\]{}]*=)");

  /**
   * Reads {@code model=NAME,seed=N,grid.key=VALUE}, or some of the parts.
   *
   * @throws ConfigException if the study has no such model, seed, key or value
   */
  public static RunFilter parse(String text, StudySpec study) {
    Optional<String> model = Optional.empty();
    Optional<Long> seed = Optional.empty();
    Map<String, String> grid = new LinkedHashMap<>();
    for (String part : COMMA.split(text, -1)) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? part : part.substring(0, equals).strip();
      String value = equals < 0 ? "" : part.substring(equals + 1).strip();
      switch (key) {
        case "model" -> model = Optional.of(knownModel(value, study));
        case "seed" -> seed = Optional.of(knownSeed(value, study));
        default -> grid.put(knownKey(key, text, study), knownValue(key, value, study));
      }
    }
    return new RunFilter(model, seed, grid);
  }

  private static String knownModel(String name, StudySpec study) {
    if (!study.models().containsKey(name)) {
      throw new ConfigException(
          "--only: the study has no model '%s'; %s"
              .formatted(name, NearestName.hint(name, "models", study.models().keySet())));
    }
    return name;
  }

  private static long knownSeed(String text, StudySpec study) {
    for (Long seed : study.seeds()) {
      if (seed.toString().equals(text)) {
        return seed;
      }
    }
    throw new ConfigException(
        "--only: the study has no seed '%s' (seeds: %s)".formatted(text, study.seeds()));
  }

  private static String knownKey(String key, String text, StudySpec study) {
    if (!study.grid().containsKey(key)) {
      List<String> keys =
          Stream.concat(Stream.of("model", "seed"), study.grid().keySet().stream()).toList();
      throw new ConfigException(
          "--only %s: '%s' is neither model=NAME nor seed=N nor a key of the grid; %s"
              .formatted(text, key, NearestName.hint(key, "keys", keys)));
    }
    return key;
  }

  private static String knownValue(String key, String text, StudySpec study) {
    YamlValue value = SpecReader.readValue(text, "--only " + key + "=" + text);
    if (!study.grid().get(key).contains(value)) {
      throw new ConfigException(
          "--only: the grid has no value '%s' of %s (values: %s)"
              .formatted(text, key, study.grid().get(key)));
    }
    return value.text();
  }

  boolean matches(RunKey run) {
    return model.map(run.model()::equals).orElse(true)
        && seed.map(s -> s == run.seed()).orElse(true)
        && run.grid().entrySet().containsAll(grid.entrySet());
  }

  /** Whether any of several filters, or no filter at all, lets a run through. */
  public static boolean any(List<RunFilter> filters, RunKey run) {
    return filters.isEmpty() || filters.stream().anyMatch(filter -> filter.matches(run));
  }
}
