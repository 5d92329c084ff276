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
 * Selects the runs of a study that match all given values.
 *
 * @param model empty for every model
 * @param seed empty for every seed
 * @param grid value of each given grid key
 */
public record RunFilter(Optional<String> model, Optional<Long> seed, Map<String, String> grid) {
  /** A comma followed by {@code key=}; values may contain commas. */
  private static final Pattern COMMA = Pattern.compile(",(?=[^,=\\[\\]{}]*=)");

  /**
   * Parses {@code model=NAME,seed=N,KEY=VALUE} with any of the parts, where KEY is a grid key.
   *
   * @throws ConfigException if the study has no such model, seed, grid key or value
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
        case "model" -> model = Optional.of(requireModel(value, study));
        case "seed" -> seed = Optional.of(requireSeed(value, study));
        default -> grid.put(requireKey(key, text, study), requireValue(key, value, study));
      }
    }
    return new RunFilter(model, seed, grid);
  }

  private static String requireModel(String name, StudySpec study) {
    if (!study.models().containsKey(name)) {
      throw new ConfigException(
          "--only: the study has no model '%s'; %s"
              .formatted(name, NearestName.hint(name, "models", study.models().keySet())));
    }
    return name;
  }

  private static long requireSeed(String text, StudySpec study) {
    for (Long seed : study.seeds().all()) {
      if (seed.toString().equals(text)) {
        return seed;
      }
    }
    throw new ConfigException(
        "--only: the study has no seed '%s' (seeds: %s)".formatted(text, study.seeds().all()));
  }

  private static String requireKey(String key, String text, StudySpec study) {
    if (!study.grid().containsKey(key)) {
      List<String> keys =
          Stream.concat(Stream.of("model", "seed"), study.grid().keySet().stream()).toList();
      throw new ConfigException(
          "--only %s: '%s' is neither model=NAME nor seed=N nor a grid key; %s"
              .formatted(text, key, NearestName.hint(key, "keys", keys)));
    }
    return key;
  }

  private static String requireValue(String key, String text, StudySpec study) {
    YamlValue value = SpecReader.readValue(text, "--only " + key + "=" + text);
    if (!study.grid().get(key).contains(value)) {
      throw new ConfigException(
          "--only: the grid has no value '%s' for %s (values: %s)"
              .formatted(text, key, study.grid().get(key)));
    }
    return value.text();
  }

  boolean matches(RunKey run) {
    return model.map(run.model()::equals).orElse(true)
        && seed.map(s -> s == run.seed()).orElse(true)
        && run.grid().entrySet().containsAll(grid.entrySet());
  }

  /** Whether a run matches any of the filters; true if there are none. */
  public static boolean matchesAny(List<RunFilter> filters, RunKey run) {
    return filters.isEmpty() || filters.stream().anyMatch(filter -> filter.matches(run));
  }
}
