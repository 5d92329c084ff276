package io.seqlab.config.site;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.InvalidSpecException;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.YamlValue;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Where runs are executed, and how a scheduler is asked. */
public record RunnerSpec(
    @Doc("Where runs are executed") @Default("local") RunnerType on,
    @Doc(
            "Long options of sbatch, such as partition: gpu; true for one without a value, false for none")
        @Default("{}")
        Map<String, YamlValue> slurm,
    @Doc("Largest number of jobs of a study that run at the same time; null for no limit")
        @Default("null")
        Optional<Integer> atMost,
    @Doc("Lines of shell that a job executes first, such as module load java") @Default("[]")
        List<String> setup) {
  private static final int MAX_JOBS = 1_000_000;

  /** Values of an option without a value: given, and taken back from the site file. */
  private static final String ON = "true";

  private static final String OFF = "false";

  /** Options that SeqLab gives itself, or that would change what a job executes. */
  private static final Set<String> RESERVED =
      Set.of(
          "array",
          "job-name",
          "output",
          "error",
          "input",
          "open-mode",
          "chdir",
          "wrap",
          "parsable",
          "quiet",
          "wait",
          "clusters",
          "test-only",
          "help",
          "usage",
          "version");

  /** Options that ask for memory, of which sbatch accepts one. */
  public static final Set<String> MEMORY = Set.of("mem", "mem-per-cpu", "mem-per-gpu");

  public RunnerSpec {
    slurm.forEach(RunnerSpec::requireOption);
    List<String> memory =
        slurm.keySet().stream()
            .filter(MEMORY::contains)
            .filter(name -> !text(name, slurm.get(name)).equals(OFF))
            .toList();
    InvalidSpecException.require(
        memory.size() <= 1,
        "slurm",
        "%s exclude each other; keep one",
        String.join(" and ", memory));
    Require.upTo("at_most", atMost.orElse(1), MAX_JOBS);
  }

  /** Requires a long option of sbatch that a user may give. */
  private static void requireOption(String name, YamlValue value) {
    InvalidSpecException.require(
        name.matches("[a-z][a-z-]+"),
        "slurm",
        "'%s' is not a long option of sbatch, such as partition or time",
        name);
    Optional<String> reserved = // sbatch accepts the beginning of a name
        RESERVED.stream().filter(option -> option.startsWith(name)).findFirst();
    InvalidSpecException.require(
        reserved.isEmpty(),
        "slurm",
        "'%s' is set by SeqLab; remove %s",
        reserved.orElse(name),
        name.equals(reserved.orElse(name)) ? "it" : "'" + name + "', its abbreviation");
    InvalidSpecException.require(
        !text(name, value).isBlank(),
        "slurm",
        "'%s' has no value; write %s=VALUE, or %s alone if the option has none",
        name,
        name,
        name);
  }

  /** The options of sbatch by name; an option without a value has an empty text. */
  public Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    slurm.forEach(
        (name, yaml) -> {
          String value = text(name, yaml);
          options.put(name, value.equals(ON) ? "" : value);
        });
    options.keySet().removeAll(withdrawn());
    return options;
  }

  /** The options that were given as {@code false}: none of these, also not by default. */
  public Set<String> withdrawn() {
    return slurm.keySet().stream()
        .filter(name -> text(name, slurm.get(name)).equals(OFF))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The text of a value as it is written, such as {@code 0123} or {@code 02:00:00}. */
  private static String text(String name, YamlValue yaml) {
    Node node = new Yaml().compose(new StringReader(yaml.text()));
    InvalidSpecException.require(
        node instanceof ScalarNode && !node.getTag().equals(Tag.NULL),
        "slurm",
        "the value of '%s' must be one text, such as 'n1,n2' in quotes, not %s",
        name,
        yaml.text());
    return ((ScalarNode) node).getValue();
  }

  private static YamlValue quoted(String text) {
    return new YamlValue("'" + text.replace("'", "''") + "'");
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
        if (MEMORY.contains(parts[0].strip())) {
          merged.keySet().removeAll(MEMORY);
        }
        merged.put(parts[0].strip(), quoted(parts.length == 1 ? ON : parts[1]));
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
