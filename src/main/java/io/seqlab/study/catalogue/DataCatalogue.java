package io.seqlab.study.catalogue;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.NearestName;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.task.DatasetSpec;
import io.seqlab.config.task.ScanTaskSpec;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.config.yaml.SpecDocumentation;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.core.Split;
import io.seqlab.data.core.SplitExamples;
import io.seqlab.data.corpus.DataFolders;
import io.seqlab.data.corpus.DatasetFetcher;
import io.seqlab.data.corpus.Datasets;
import io.seqlab.data.task.ScanGrammar;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.study.plan.SplitSummary;
import io.seqlab.study.plan.StudyData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What tasks and corpora there are, and what is in them. */
public final class DataCatalogue {
  private final DataFolders folders;

  DataCatalogue(DataFolders folders) {
    this.folders = folders;
  }

  /** What is found from the working folder and {@code SEQLAB_DATA}. */
  public static DataCatalogue here() {
    return new DataCatalogue(StudyData.dataFolders());
  }

  /** A generator or a corpus. */
  public record Entry(String name, String description) {}

  /**
   * Whose examples are meant.
   *
   * @param name a generator, a corpus, or the file of a study
   * @param source language of a corpus that has more than two
   * @param target language of a corpus that has more than two
   */
  public record Choice(String name, Optional<String> source, Optional<String> target) {}

  /** The file of a task, so that one can be read by itself. */
  public record TaskFile(@Doc("The task") TaskSpec task) {}

  /** Where the examples of each split come from, by its name, and how tokens become text. */
  private record Splits(Tokenizer tokenizer, Map<String, Supplier<SplitExamples>> byName) {}

  public List<Entry> generators() {
    String corpus = CorpusTaskSpec.class.getAnnotation(TypeName.class).value()[0];
    return SpecDocumentation.types(TaskSpec.class).stream()
        .filter(kind -> !kind.name().equals(corpus))
        .map(kind -> new Entry(kind.name(), kind.description()))
        .toList();
  }

  public List<Entry> corpora() {
    return Datasets.names(folders).stream()
        .map(name -> new Entry(name, Datasets.read(name, folders).description()))
        .toList();
  }

  /**
   * The examples of a split as text, source and target parted by a tab.
   *
   * @param split its name; the first if empty
   */
  public Stream<String> examples(Choice choice, Optional<String> split) {
    Splits splits = splits(choice);
    String name = split.orElseGet(() -> splits.byName().keySet().iterator().next());
    Supplier<SplitExamples> examples = splits.byName().get(name);
    if (examples == null) {
      throw new ConfigException(
          "%s has no split '%s'; %s"
              .formatted(
                  choice.name(), name, NearestName.hint(name, "splits", splits.byName().keySet())));
    }
    Tokenizer tokenizer = splits.tokenizer();
    return examples.get().examples().stream()
        .map(e -> tokenizer.detokenize(e.source()) + "\t" + tokenizer.detokenize(e.target()));
  }

  /** Every split in numbers. */
  public List<SplitSummary> stats(Choice choice) {
    List<SplitSummary> summaries = new ArrayList<>();
    splits(choice)
        .byName()
        .forEach((name, examples) -> summaries.add(SplitSummary.of(name, examples.get())));
    return summaries;
  }

  /**
   * Fetches what is missing of a corpus.
   *
   * @param begun hears the name of each file that is fetched
   * @return where its files stand
   */
  public Path fetch(String corpus, Consumer<String> begun) {
    DatasetSpec dataset = Datasets.read(corpus, folders);
    Path folder = folders.descriptors().resolve("cache");
    String[] last = {""};
    new DatasetFetcher()
        .fetch(
            dataset,
            folder,
            (file, bytes, total) -> {
              if (!file.equals(last[0])) {
                begun.accept(file);
                last[0] = file;
              }
            });
    return folder;
  }

  private Splits splits(Choice choice) {
    String name = choice.name();
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return ofTask(StudyReader.read(Path.of(name), List.of()).task());
    } else if (generators().stream().anyMatch(entry -> entry.name().equals(name))) {
      return ofTask(task(name, "{type: " + name + "}"));
    } else if (Datasets.names(folders).contains(name)) {
      return ofCorpus(choice);
    }
    List<String> known =
        Stream.concat(generators().stream().map(Entry::name), Datasets.names(folders).stream())
            .toList();
    throw new ConfigException(
        "there is no task or corpus '%s'; %s, or name the file of a study"
            .formatted(name, NearestName.hint(name, "known", known)));
  }

  private static TaskSpec task(String name, String yaml) {
    return SpecReader.read("task: " + yaml, name, TaskFile.class).task();
  }

  private Splits ofTask(TaskSpec task) {
    Map<String, Supplier<SplitExamples>> byName = new LinkedHashMap<>();
    if (task instanceof ScanTaskSpec) {
      byName.put(
          "all", () -> SplitExamples.generated(ScanGrammar.commands())); // before it is parted
    }
    for (Split split : Split.values()) {
      byName.put(split.key(), () -> TaskLoader.split(task, split, folders));
    }
    return new Splits(Tokenizer.of(task), byName);
  }

  /** Each split of the corpus is read as a test, of which nothing is left out for its length. */
  private Splits ofCorpus(Choice choice) {
    DatasetSpec dataset = Datasets.read(choice.name(), folders);
    Map<String, Supplier<SplitExamples>> byName = new LinkedHashMap<>();
    dataset
        .splits()
        .forEach(
            (name, split) ->
                byName.put(
                    name,
                    () -> TaskLoader.split(corpus(choice, name, split), Split.TEST, folders)));
    return new Splits(Tokenizer.WORD, byName);
  }

  private static TaskSpec corpus(Choice choice, String name, DatasetSpec.Split split) {
    List<String> languages = languages(split);
    boolean both = choice.source().isPresent() && choice.target().isPresent();
    if (!both && languages.size() != 2) {
      throw new ConfigException(
          "%s has several languages; choose two with --source and --target (languages: %s)"
              .formatted(choice.name(), String.join(", ", languages)));
    }
    return task(
        choice.name(),
        "{type: corpus, dataset: %s, source: %s, target: %s, test: {split: %s}}"
            .formatted(
                choice.name(),
                choice.source().orElse(languages.get(0)),
                choice.target().orElse(languages.get(1)),
                name));
  }

  private static List<String> languages(DatasetSpec.Split split) {
    return List.copyOf(split.tsv().isPresent() ? split.columns().keySet() : split.files().keySet());
  }
}
