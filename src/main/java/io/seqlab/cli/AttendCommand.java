package io.seqlab.cli;

import io.seqlab.cli.TrainedModels.Entry;
import io.seqlab.cli.text.Output;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.Report;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.study.trained.Translation;
import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seqlab attend}. */
@Command(
    name = "attend",
    description = {
      "Translates one sentence and plots its attention, with one run or with several, each by itself.",
      "The options of decoding override those of each run's study."
    },
    footer = "%nExample:%n  seqlab attend experiments/quickstart/runs/luong/s1 '3rd of May, 1979'")
public final class AttendCommand implements Callable<Integer> {
  private static final String EXAMPLE = "sentence";

  @Spec private CommandSpec spec;
  @Mixin private EngineOptions engine;

  @Parameters(
      paramLabel = "RUN... SENTENCE",
      arity = "1..*",
      hideParamSyntax = true,
      description = "Run folders, and the sentence to translate.")
  private List<String> runsAndSentence;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Output folder, in which no file is replaced. Default: attention/ in each run folder.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    engine.apply();
    int last = runsAndSentence.size() - 1;
    if (last == 0) {
      throw new ParameterException(
          spec.commandLine(), "Missing SENTENCE; add the sentence to translate after the folders");
    }
    String sentence = runsAndSentence.get(last);
    requireSentence(sentence);
    List<Path> runs = runsAndSentence.subList(0, last).stream().map(this::folder).toList();
    Optional<AttentionFolder> given =
        Optional.ofNullable(out).map(folder -> new AttentionFolder("--out", folder));
    try (TrainedModels models =
        TrainedModels.sideBySide(spec, runs, DecodingOptions.values(spec), 1)) {
      if (given.isPresent()) {
        for (Entry entry : models.entries()) {
          given.get().requireNew(entry.picture(), EXAMPLE);
        }
      }
      for (int i = 0; i < runs.size(); i++) {
        Entry entry = models.entries().get(i);
        Translation best = entry.model().translate(List.of(sentence), true).get(0).get(0);
        Output output = Output.of(spec);
        output.line(runs.size() == 1 ? best.text() : entry.label() + "\t" + best.text());
        output.line(
            best.hasAttention()
                ? "Attention: " + draw(given, entry, runs.get(i), best)
                : "(this model has no attention to plot)");
      }
    }
    return ExitCode.OK;
  }

  /** On Windows, not every text can be the name of a folder. */
  private Path folder(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ParameterException(
          spec.commandLine(), "'" + text + "' is no folder; quote a sentence of several words", e);
    }
  }

  /** Rejects the folder of a run in place of the sentence. */
  private static void requireSentence(String sentence) {
    if (new File(sentence, "run.json").isFile()) {
      throw new ConfigException(
          "'%s' is the folder of a run; add the sentence to translate after the folders"
              .formatted(sentence));
    }
  }

  /** Outside the folder of the run, files are the user's, or pictures of other sentences. */
  private static Path draw(Optional<AttentionFolder> given, Entry entry, Path run, Translation best)
      throws IOException {
    AttentionMap map = best.attentionMap(EXAMPLE);
    return given.isPresent()
        ? given.get().draw(entry.picture(), map)
        : Report.drawAttention(new RunFolder(run).attention(), entry.model().name(), map);
  }
}
