package io.seqlab.study.catalogue;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.NearestName;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.task.DatasetSpec;
import io.seqlab.config.task.ScanTaskSpec;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.config.task.VocabularySpec;
import io.seqlab.config.yaml.SpecDocumentation;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.data.TaskLoader;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.core.Split;
import io.seqlab.data.core.SplitExamples;
import io.seqlab.data.corpus.DataFolders;
import io.seqlab.data.corpus.Datasets;
import io.seqlab.data.fetch.DatasetFetcher;
import io.seqlab.data.task.ScanGrammar;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.data.text.Tokenizers;
import io.seqlab.study.plan.SplitSummary;
import io.seqlab.study.plan.StudyData;
import io.seqlab.study.plan.TrainingSet;
import io.seqlab.study.plan.TrainingSet.Overlap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lists tasks and corpora, shows their examples, and downloads corpora. */
public final class DataCatalogue {
  private final DataFolders folders;

  DataCatalogue(DataFolders folders) {
    this.folders = folders;
  }

  /** Opens the catalogue of the working folder and {@code SEQLAB_DATA}. */
  public static DataCatalogue open() {
    return new DataCatalogue(StudyData.dataFolders());
  }

  /** A generated task or a corpus. */
  public record Entry(String name, String description) {}

  /**
   * Selects a data set.
   *
   * @param name a generated task, a corpus, or a study file
   * @param source language, required if a corpus has more than two
   * @param target language, required if a corpus has more than two
   */
  public record DataSelection(String name, Optional<String> source, Optional<String> target) {}

  /** Wraps a task, so that it can be parsed without a study. */
  public record TaskFile(@Doc("The task") TaskSpec task) {}

  /**
   * The splits of a data set by name, loaded on demand, and their tokenizers.
   *
   * @param task empty for a corpus by its name, which no study defines
   */
  private record Splits(
      Optional<TaskSpec> task, Tokenizers tokenizers, Map<String, Supplier<SplitExamples>> byName) {
    VocabularySpec vocabulary() {
      return task.map(TaskLoader::vocabulary)
          .orElseGet(() -> new VocabularySpec(Optional.empty(), 1, false));
    }
  }

  /** Examples of a split, as lines, and the task that they are of, unless it is a whole corpus. */
  public record ExampleLines(Optional<TaskSpec> task, Stream<String> lines) {}

  /** Statistics of splits, and the task that they are of, unless it is a whole corpus. */
  public record Statistics(Optional<TaskSpec> task, List<SplitSummary> splits) {}

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
   * The examples of a split as lines {@code source TAB target}.
   *
   * @param split name; the first split if empty
   * @param tokens whether to show tokens, separated by spaces, instead of text
   */
  public ExampleLines examples(DataSelection selection, Optional<String> split, boolean tokens) {
    Splits splits = splits(selection);
    String name = split.orElseGet(() -> splits.byName().keySet().iterator().next());
    Supplier<SplitExamples> examples = splits.byName().get(name);
    if (examples == null) {
      throw new ConfigException(
          "%s has no split '%s'; %s"
              .formatted(
                  selection.name(),
                  name,
                  NearestName.hint(name, "splits", splits.byName().keySet())));
    }
    Tokenizer source = tokens ? Tokenizer.WORD : splits.tokenizers().source();
    Tokenizer target = tokens ? Tokenizer.WORD : splits.tokenizers().target();
    return new ExampleLines(
        splits.task(),
        examples.get().examples().stream()
            .map(e -> source.detokenize(e.source()) + "\t" + target.detokenize(e.target())));
  }

  /**
   * Statistics of every split, the training split first; its vocabulary, which may be empty without
   * one, tells what is unknown.
   */
  public Statistics stats(DataSelection selection) {
    Splits splits = splits(selection);
    Map<String, Supplier<SplitExamples>> byName = new LinkedHashMap<>(splits.byName());
    List<SplitSummary> summaries = new ArrayList<>();
    TrainingSet training = TrainingSet.NONE;
    Optional<Vocabularies> vocabularies = Optional.empty();
    Supplier<SplitExamples> train = byName.remove(Split.TRAIN.key());
    Map<String, SplitExamples> others = new LinkedHashMap<>();
    byName.forEach((name, split) -> others.put(name, split.get()));
    if (train != null) {
      SplitExamples examples = train.get();
      vocabularies =
          Optional.of(
              Vocabularies.of(examples.examples(), splits.vocabulary(), splits.tokenizers()));
      summaries.add(SplitSummary.of(Split.TRAIN.key(), examples, Overlap.NONE, vocabularies));
      training =
          TrainingSet.of(
              examples.examples(), others.values().stream().map(SplitExamples::examples).toList());
    }
    for (Map.Entry<String, SplitExamples> split : others.entrySet()) {
      SplitExamples examples = split.getValue();
      summaries.add(
          SplitSummary.of(
              split.getKey(), examples, training.with(examples.examples()), vocabularies));
    }
    return new Statistics(splits.task(), summaries);
  }

  /**
   * Downloads the missing files of a corpus.
   *
   * @param onFile receives the name of each file as its download starts
   * @return the folder of the files
   */
  public Path fetch(String corpus, Consumer<String> onFile) {
    DatasetSpec dataset = Datasets.read(corpus, folders);
    Path folder = folders.descriptors().resolve("cache");
    Set<String> started = new HashSet<>();
    new DatasetFetcher()
        .fetch(
            dataset,
            folder,
            (file, bytes, total) -> {
              if (started.add(file)) {
                onFile.accept(file);
              }
            });
    return folder;
  }

  private Splits splits(DataSelection selection) {
    String name = selection.name();
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return ofTask(StudyReader.read(Path.of(name), List.of()).firstTask());
    } else if (generators().stream().anyMatch(entry -> entry.name().equals(name))) {
      return ofTask(task(name, "{type: " + name + "}"));
    } else if (Datasets.names(folders).contains(name)) {
      return ofCorpus(selection);
    }
    List<String> names =
        Stream.concat(generators().stream().map(Entry::name), Datasets.names(folders).stream())
            .toList();
    throw new ConfigException(
        "unknown task or corpus '%s'; %s, or use a study file"
            .formatted(name, NearestName.hint(name, "tasks and corpora", names)));
  }

  private static TaskSpec task(String name, String yaml) {
    return SpecReader.read("task: " + yaml, name, TaskFile.class).task();
  }

  private Splits ofTask(TaskSpec task) {
    Tokenizers tokenizers = TaskLoader.tokenizers(task, folders);
    Map<String, Supplier<SplitExamples>> byName = new LinkedHashMap<>();
    if (task instanceof ScanTaskSpec) {
      byName.put(
          "all", () -> SplitExamples.generated(ScanGrammar.commands())); // before it is split
    }
    for (Split split : Split.values()) {
      byName.put(split.key(), () -> TaskLoader.split(task, split, folders, tokenizers));
    }
    return new Splits(Optional.of(task), tokenizers, byName);
  }

  /** Reads each split as a test split, which has no length limit. */
  private Splits ofCorpus(DataSelection selection) {
    DatasetSpec dataset = Datasets.read(selection.name(), folders);
    Map<String, Supplier<SplitExamples>> byName = new LinkedHashMap<>();
    dataset
        .splits()
        .forEach(
            (name, split) ->
                byName.put(
                    name,
                    () -> TaskLoader.split(corpus(selection, name, split), Split.TEST, folders)));
    Tokenizers words = new Tokenizers(Tokenizer.WORD, Tokenizer.WORD);
    return new Splits(Optional.empty(), words, byName);
  }

  private static TaskSpec corpus(DataSelection selection, String name, DatasetSpec.Split split) {
    List<String> languages = languages(split);
    boolean both = selection.source().isPresent() && selection.target().isPresent();
    if (!both && languages.size() != 2) {
      throw new ConfigException(
          "%s has several languages; select two with --source and --target (languages: %s)"
              .formatted(selection.name(), String.join(", ", languages)));
    }
    return task(
        selection.name(),
        "{type: corpus, dataset: %s, source: %s, target: %s, test: {split: %s}}"
            .formatted(
                selection.name(),
                selection.source().orElse(languages.get(0)),
                selection.target().orElse(languages.get(1)),
                name));
  }

  private static List<String> languages(DatasetSpec.Split split) {
    return List.copyOf(split.tsv().isPresent() ? split.columns().keySet() : split.files().keySet());
  }
}
