package io.seqlab.cli;

import static io.seqlab.cli.text.Numbers.count;

import io.seqlab.cli.text.Columns;
import io.seqlab.cli.text.Output;
import io.seqlab.study.catalogue.DataCatalogue;
import io.seqlab.study.catalogue.DataCatalogue.Choice;
import io.seqlab.study.catalogue.DataCatalogue.Entry;
import io.seqlab.study.plan.SplitSummary;
import io.seqlab.study.plan.SplitSummary.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
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
    description = "Lists tasks and corpora, shows and counts what is in them, fetches corpora.",
    synopsisSubcommandLabel = "(list | show | fetch | stats)",
    footer = {
      "",
      "Examples:",
      "  seqlab data show dates",
      "  seqlab data show scan --all",
      "  seqlab data show multi30k --source de --target en --split test_2016_flickr --all",
      "  seqlab data stats configs/quickstart.yaml"
    })
public final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The words that say whose examples. */
  static final class TaskWords {
    @Parameters(paramLabel = "TASK", description = "A generator, a corpus, or the file of a study.")
    private String name;

    @Option(names = "--source", paramLabel = "LANG", description = "Source language of a corpus.")
    private String source;

    @Option(names = "--target", paramLabel = "LANG", description = "Target language of a corpus.")
    private String target;

    Choice choice() {
      return new Choice(name, Optional.ofNullable(source), Optional.ofNullable(target));
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list, show, fetch or stats is missing");
  }

  @Command(description = "Lists the generators, and the corpora that datasets/ describes.")
  void list() {
    DataCatalogue catalogue = DataCatalogue.here();
    Output out = Output.of(spec);
    out.text("Generators\n" + text(catalogue.generators()));
    List<Entry> corpora = catalogue.corpora();
    out.text(
        "\nCorpora\n" + (corpora.isEmpty() ? "  none described in datasets/\n" : text(corpora)));
  }

  private static String text(List<Entry> entries) {
    Columns columns = new Columns("<<");
    entries.forEach(entry -> columns.row(entry.name(), entry.description()));
    return columns.text();
  }

  @Command(description = "Prints examples, source and target parted by a tab.")
  void show(
      @Mixin TaskWords words,
      @Option(
              names = "--split",
              paramLabel = "NAME",
              description = "Which split. Default: the first.")
          String split,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "10",
              description = "How many examples. Default: ${DEFAULT-VALUE}.")
          long limit,
      @Option(names = "--all", description = "Every example of the split.") boolean all) {
    Stream<String> examples =
        DataCatalogue.here().examples(words.choice(), Optional.ofNullable(split));
    Output out = Output.of(spec);
    examples.limit(all ? Long.MAX_VALUE : limit).forEach(out::line);
  }

  @Command(description = "Downloads the files of a corpus into datasets/cache, and checks them.")
  void fetch(
      @Parameters(paramLabel = "NAME", description = "A corpus; see seqlab data list.")
          String name) {
    Path folder = DataCatalogue.here().fetch(name, file -> System.err.println("Fetching " + file));
    Output.of(spec).line(name + " is in " + folder);
  }

  @Command(description = "Counts the pairs, tokens and lengths of every split.")
  void stats(@Mixin TaskWords words) {
    Columns columns =
        new Columns("<>><>>>>>")
            .row(
                "split",
                "pairs",
                "left out",
                "side",
                "tokens",
                "types",
                "shortest",
                "mean",
                "longest");
    for (SplitSummary split : DataCatalogue.here().stats(words.choice())) {
      row(columns, split, "source", split.source());
      row(columns, split, "target", split.target());
    }
    Output.of(spec).text(columns.text());
  }

  private static void row(Columns columns, SplitSummary split, String name, Side side) {
    columns.row(
        split.name(),
        count(split.pairs()),
        count(split.empty() + split.tooLong()),
        name,
        count(side.tokens()),
        count(side.types()),
        side.shortest(),
        String.format(Locale.ROOT, "%.1f", side.mean()),
        side.longest());
  }
}
