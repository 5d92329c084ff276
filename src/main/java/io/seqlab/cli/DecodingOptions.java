package io.seqlab.cli;

import io.seqlab.config.DecodingSpec;
import io.seqlab.config.yaml.SpecDocumentation;
import io.seqlab.config.yaml.SpecDocumentation.KeyDoc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of commands that override the decoding settings of a run: one for each key of {@code
 * decoding:} in a study, {@code --max-length} for {@code max_length}.
 */
final class DecodingOptions {
  private static final List<String> COMMANDS = List.of("translate", "evaluate", "attend");

  /** What concerns the weights, and so a command that decodes nothing, too. */
  private static final String AVERAGE = "average";

  private DecodingOptions() {}

  /** Adds the options to the commands that decode, and that of averaging to {@code score}. */
  static void addTo(CommandLine seqlab) {
    for (String command : COMMANDS) {
      CommandSpec spec = seqlab.getSubcommands().get(command).getCommandSpec();
      keys().forEach(key -> spec.addOption(option(key)));
    }
    CommandSpec score = seqlab.getSubcommands().get("score").getCommandSpec();
    keys().stream()
        .filter(key -> key.name().equals(AVERAGE))
        .forEach(key -> score.addOption(option(key)));
  }

  private static List<KeyDoc> keys() {
    return SpecDocumentation.keys(DecodingSpec.class);
  }

  private static OptionSpec option(KeyDoc key) {
    String text = key.description() + ". Default: that of the study.";
    OptionSpec.Builder option =
        OptionSpec.builder(name(key.name())).description(text.replace("%", "%%"));
    boolean flag = List.of("true", "false").contains(key.defaultYaml());
    return flag
        ? option.type(Boolean.class).arity("0..1").fallbackValue("true").build()
        : option.type(String.class).arity("1").paramLabel("VALUE").build();
  }

  /** The option of a key. */
  static String name(String key) {
    return "--" + key.replace('_', '-');
  }

  /** The values that are given, as YAML text by key. */
  static Map<String, String> values(CommandSpec command) {
    Map<String, String> values = new LinkedHashMap<>();
    for (KeyDoc key : keys()) {
      OptionSpec option = command.findOption(name(key.name()));
      if (option != null && option.getValue() != null) {
        values.put(key.name(), option.getValue().toString());
      }
    }
    return values;
  }
}
