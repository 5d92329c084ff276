package io.seqlab.cli;

import static io.seqlab.cli.text.Numbers.count;

import io.seqlab.cli.text.Columns;
import io.seqlab.cli.text.Output;
import io.seqlab.cli.text.SplitNotes;
import io.seqlab.config.schema.Require;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.report.core.VisibleText;
import io.seqlab.study.catalogue.DataCatalogue;
import io.seqlab.study.catalogue.DataCatalogue.DataSelection;
import io.seqlab.study.catalogue.DataCatalogue.Entry;
import io.seqlab.study.catalogue.DataCatalogue.ExampleLines;
import io.seqlab.study.catalogue.DataCatalogue.Statistics;
import io.seqlab.study.plan.SplitSummary;
import io.seqlab.study.plan.SplitSummary.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seqlab data}. */
@Command(
    name = "data",
    description = "Lists tasks and corpora, shows and counts their examples, downloads corpora.",
    synopsisSubcommandLabel = "(list | show | fetch | stats)",
    footer = {
      "",
      "Examples:",
      "  seqlab data show dates",
      "  seqlab data show scan --all",
      "  seqlab data show multi30k --source de --target en --split test_2016_flickr --all",
      "  seqlab data show STUDY.yaml --tokens",
      "  seqlab data stats configs/quickstart.yaml"
    })
public final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Selects a task or corpus. */
  static final class DataOptions {
    @Parameters(paramLabel = "TASK", description = "A generated task, a corpus, or a study file.")
    private String name;

    @Option(names = "--source", paramLabel = "LANG", description = "Source language of a corpus.")
    private String source;

    @Option(names = "--target", paramLabel = "LANG", description = "Target language of a corpus.")
    private String target;

    DataSelection selection() {
      return new DataSelection(name, Optional.ofNullable(source), Optional.ofNullable(target));
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "missing subcommand: list, show, fetch or stats");
  }

  @Command(description = "Lists the generated tasks, and the corpora described in datasets/.")
  void list() {
    DataCatalogue catalogue = DataCatalogue.open();
    Output out = Output.of(spec);
    out.text("Generated tasks\n" + text(catalogue.generators()));
    List<Entry> corpora = catalogue.corpora();
    out.text(
        "\nCorpora\n" + (corpora.isEmpty() ? "  none described in datasets/\n" : text(corpora)));
  }

  private static String text(List<Entry> entries) {
    Columns columns = new Columns("<<");
    entries.forEach(entry -> columns.row(entry.name(), entry.description()));
    return columns.text();
  }

  @Command(description = "Prints examples, source and target separated by a tab.")
  void show(
      @Mixin DataOptions options,
      @Option(
              names = "--split",
              paramLabel = "NAME",
              description = "Split to show. Default: the first.")
          String split,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "10",
              description = "Number of examples. Default: ${DEFAULT-VALUE}.")
          long limit,
      @Option(names = "--all", description = "Show all examples of the split.") boolean all,
      @Option(names = "--tokens", description = "Show tokens, separated by spaces.")
          boolean tokens) {
    Require.nonNegative("--limit", limit);
    ExampleLines examples =
        DataCatalogue.open().examples(options.selection(), Optional.ofNullable(split), tokens);
    System.err.print(VisibleText.lines(text(examples.task())));
    Output out = Output.of(spec);
    examples.lines().limit(all ? Long.MAX_VALUE : limit).forEach(out::line);
  }

  private static String text(Optional<TaskSpec> task) {
    return task.map(SplitNotes::text).orElse("");
  }

  @Command(description = "Downloads a corpus to datasets/cache and verifies its checksums.")
  void fetch(
      @Parameters(paramLabel = "NAME", description = "A corpus listed by seqlab data list.")
          String name) {
    Path folder =
        DataCatalogue.open()
            .fetch(name, file -> System.err.println(VisibleText.message("Downloading " + file)));
    Output.of(spec).line(name + " is in " + folder);
  }

  @Command(description = "Counts pairs, tokens and sequence lengths of every split.")
  void stats(@Mixin DataOptions options) {
    Columns columns = new Columns("<>><>>>>>");
    columns.row(
        "split", "pairs", "skipped", "side", "tokens", "types", "shortest", "mean", "longest");
    Statistics statistics = DataCatalogue.open().stats(options.selection());
    for (SplitSummary split : statistics.splits()) {
      row(columns, split, "source", split.source());
      row(columns, split, "target", split.target());
    }
    Output.of(spec)
        .text(text(statistics.task()) + columns.text() + SplitNotes.of(statistics.splits()));
  }

  private static void row(Columns columns, SplitSummary split, String name, Side side) {
    columns.row(
        split.name(),
        count(split.pairs()),
        count(split.skipped()),
        name,
        count(side.tokens()),
        count(side.types()),
        side.shortest(),
        String.format(Locale.ROOT, "%.1f", side.mean()),
        side.longest());
  }
}
