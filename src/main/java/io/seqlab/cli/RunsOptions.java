package io.seqlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The runs whose models a command reads: an ensemble, or each by itself. */
final class RunsOptions {
  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Run folders; several with the same vocabularies are an ensemble.")
  private List<Path> runs;

  @Option(
      names = "--side-by-side",
      description =
          "Read each run by itself instead, and print its folder after the number of the line.")
  private boolean sideBySide;

  /** Opens the models, with the options of decoding of the command. */
  TrainedModels open(CommandSpec command, int answers) throws IOException {
    Map<String, String> decoding = DecodingOptions.values(command);
    return sideBySide
        ? TrainedModels.sideBySide(command, runs, decoding, answers)
        : TrainedModels.ensemble(command, runs, decoding, answers);
  }

  /**
   * What stands before the answer of a model: number of the line and run, each with a tab behind.
   *
   * @param numbered whether the number stands there without the run, too
   */
  String prefix(int line, TrainedModels.Entry entry, boolean numbered) {
    String number = numbered || sideBySide ? line + "\t" : "";
    return sideBySide ? number + entry.label() + "\t" : number;
  }
}
