package io.seqlab.study.run;

import io.seqlab.config.RunSpec;
import io.seqlab.config.yaml.SpecReader;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the specs in {@code run.json}. Of those that differ in their seed alone, one is parsed. */
final class SavedSpecs {
  private static final Pattern SEED = Pattern.compile("(?m)^seed: (\\d{1,18})$");

  private final Map<String, RunSpec> read = new HashMap<>();

  /**
   * The spec in YAML.
   *
   * @throws io.seqlab.config.schema.ConfigException if it is none
   */
  RunSpec read(String config) {
    Matcher seed = SEED.matcher(config);
    if (!seed.find()) {
      return parse(config);
    }
    long number = Long.parseLong(seed.group(1));
    String rest = config.substring(0, seed.start()) + config.substring(seed.end());
    return read.computeIfAbsent(rest, any -> parse(config)).withSeed(number);
  }

  private static RunSpec parse(String config) {
    return SpecReader.read(config, "config", RunSpec.class);
  }
}
