package io.seqlab.config.site;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.InvalidSpecException;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.YamlValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where runs are executed, and how a scheduler is asked. */
public record RunnerSpec(
    @Doc("Where runs are executed") @Default("local") RunnerType on,
    @Doc("Long options of sbatch, such as partition: gpu; true for one without a value")
        @Default("{}")
        Map<String, YamlValue> slurm,
    @Doc("Largest number of jobs of a study that run at the same time; null for no limit")
        @Default("null")
        Optional<Integer> atMost,
    @Doc("Lines of shell that a job executes first, such as module load java") @Default("[]")
        List<String> setup) {
  private static final int MAX_JOBS = 1_000_000;

  /** Options that SeqLab gives itself, or that would change what a job executes. */
  private static final Set<String> RESERVED =
      Set.of("array", "job-name", "output", "error", "chdir", "wrap", "parsable", "wait", "help");

  public RunnerSpec {
    slurm.keySet().forEach(RunnerSpec::requireOption);
    Require.upTo("at_most", atMost.orElse(1), MAX_JOBS);
  }

  /** Requires a long option of sbatch that a user may give. */
  private static void requireOption(String name) {
    InvalidSpecException.require(
        name.matches("[a-z][a-z-]+"),
        "slurm",
        "'%s' is not a long option of sbatch, such as partition or time",
        name);
    InvalidSpecException.require(
        !RESERVED.contains(name), "slurm", "'%s' is set by SeqLab; remove it", name);
  }

  /** The options of sbatch by name; an option without a value has an empty text. */
  public Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    slurm.forEach((name, value) -> options.put(name, text(value.text())));
    return options;
  }

  private static String text(String yaml) {
    String unquoted = yaml.replaceFirst("^(['\"])(.*)\\1$", "$2");
    return unquoted.equals("true") ? "" : unquoted;
  }

  /**
   * A copy with the options of a command line, which precede those of the site file.
   *
   * @param options {@code partition=gpu,time=02:00:00,exclusive}; later ones precede
   */
  public RunnerSpec with(List<String> options) {
    Map<String, YamlValue> merged = new LinkedHashMap<>(slurm);
    for (String list : options) {
      for (String option : list.split(",", -1)) {
        String[] parts = option.split("=", 2);
        merged.put(parts[0].strip(), new YamlValue(parts.length == 1 ? "true" : parts[1]));
      }
    }
    return new RunnerSpec(on, merged, atMost, setup);
  }

  /** A copy with another runner. */
  public RunnerSpec with(RunnerType other) {
    return new RunnerSpec(other, slurm, atMost, setup);
  }

  /** A copy with another largest number of jobs. */
  public RunnerSpec withAtMost(int jobs) {
    return new RunnerSpec(on, slurm, Optional.of(jobs), setup);
  }
}
