package io.seqlab.study;

import io.seqlab.config.ConfigException;
import io.seqlab.config.Nearest;
import io.seqlab.config.StudySpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which runs of a study are meant: those of a model, of a seed, or of both.
 *
 * @param model its name, or empty for every model
 * @param seed or empty for every seed
 */
public record Only(Optional<String> model, Optional<Long> seed) {

  /**
   * Reads {@code model=NAME,seed=N}, either part alone too.
   *
   * @throws ConfigException if the study has no such model or seed
   */
  public static Only parse(String text, StudySpec study) {
    Optional<String> model = Optional.empty();
    Optional<Long> seed = Optional.empty();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? part : part.substring(0, equals).strip();
      String value = equals < 0 ? "" : part.substring(equals + 1).strip();
      switch (key.toLowerCase(Locale.ROOT)) {
        case "model" -> model = Optional.of(knownModel(value, study));
        case "seed" -> seed = Optional.of(knownSeed(value, study));
        default ->
            throw new ConfigException(
                "--only " + text + ": '" + part + "' is neither model=NAME nor seed=N");
      }
    }
    return new Only(model, seed);
  }

  private static String knownModel(String name, StudySpec study) {
    if (!study.models().containsKey(name)) {
      throw new ConfigException(
          "--only: the study has no model '%s'; %s"
              .formatted(name, Nearest.hint(name, "models", study.models().keySet())));
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

  boolean matches(String name, long number) {
    return model.map(name::equals).orElse(true) && seed.map(s -> s == number).orElse(true);
  }

  /** Whether any of several filters, or no filter at all, lets a run through. */
  static boolean any(List<Only> filters, String model, long seed) {
    return filters.isEmpty() || filters.stream().anyMatch(f -> f.matches(model, seed));
  }
}
