package io.seqlab.data.corpus;

import io.seqlab.config.schema.NearestName;
import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.task.DatasetSpec;
import io.seqlab.config.task.DatasetSpec.RemoteFile;
import io.seqlab.config.task.SplitFiles;
import io.seqlab.config.task.SplitFiles.Columns;
import io.seqlab.config.text.SideSpec;
import io.seqlab.data.core.DataException;
import io.seqlab.data.core.Split;
import io.seqlab.storage.IoErrorMessage;
import io.seqlab.storage.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Opens the files of a corpus task: those in its keys, or those of its dataset. */
final class CorpusFiles {
  private final CorpusTaskSpec task;
  private final DataFolders folders;
  private final Optional<DatasetSpec> dataset;

  /** Files whose digest is that of the descriptor; they are opened again in each epoch. */
  private final Set<String> verified = ConcurrentHashMap.newKeySet();

  CorpusFiles(CorpusTaskSpec task, DataFolders folders) {
    this.task = task;
    this.folders = folders;
    this.dataset = task.dataset().map(name -> Datasets.read(name, folders));
  }

  /** Opens the text of a split. */
  PairReader open(Split split) {
    Optional<SplitFiles> own = ownFiles(split);
    if (own.isPresent()) {
      SplitFiles files = own.get();
      if (files.tsv().isPresent()) {
        return rows(split, files.tsv().get(), new TsvFormat(files.columns()));
      }
      return files.jsonl().isPresent()
          ? rows(split, files.jsonl().get(), new JsonFormat(files.keys()))
          : parallel(split, files.source().orElseThrow(), files.target().orElseThrow());
    }
    DatasetSpec.Split datasetSplit = datasetSplit(split);
    return datasetSplit.tsv().isPresent()
        ? rows(split, datasetSplit.tsv().get(), new TsvFormat(columns(datasetSplit.columns())))
        : parallel(
            split,
            side("source", sourceLanguage(), datasetSplit.files()),
            side("target", targetLanguage(), datasetSplit.files()));
  }

  /** The largest number of pairs that are used of a split. */
  int limit(Split split) {
    return configured(split).flatMap(SplitFiles::limit).orElse(Integer.MAX_VALUE);
  }

  /** The names of the files that a split is read from, as the task or its dataset has them. */
  List<String> names(Split split) {
    Optional<SplitFiles> own = ownFiles(split);
    if (own.isPresent()) {
      return own.get().files();
    }
    DatasetSpec.Split datasetSplit = datasetSplit(split);
    return datasetSplit.tsv().isPresent()
        ? List.of(datasetSplit.tsv().get())
        : List.of(
            side("source", sourceLanguage(), datasetSplit.files()),
            side("target", targetLanguage(), datasetSplit.files()));
  }

  private Optional<SplitFiles> configured(Split split) {
    return split.select(task.train(), task.valid(), task.test());
  }

  /** The files that the task names for a split; none if it is a split of the dataset. */
  private Optional<SplitFiles> ownFiles(Split split) {
    return configured(split).filter(files -> files.split().isEmpty());
  }

  private DatasetSpec.Split datasetSplit(Split split) {
    String name = configured(split).flatMap(SplitFiles::split).orElse(split.key());
    Map<String, DatasetSpec.Split> splits = dataset.orElseThrow().splits();
    if (!splits.containsKey(name)) {
      throw new DataException(
          "task.%s: the dataset %s has no split '%s'; %s%s",
          split.key(),
          dataset.orElseThrow().name(),
          name,
          NearestName.hint(name, "splits", splits.keySet()),
          splits.size() > 1
              ? ""
              : "; to divide it: train: %s, split: {valid: 1000, test: 1000}"
                  .formatted(splits.keySet().iterator().next()));
    }
    return splits.get(name);
  }

  private String sourceLanguage() {
    return task.source().flatMap(SideSpec::language).orElseThrow();
  }

  private String targetLanguage() {
    return task.target().flatMap(SideSpec::language).orElseThrow();
  }

  private Columns columns(Map<String, Integer> languages) {
    return new Columns(
        side("source", sourceLanguage(), languages), side("target", targetLanguage(), languages));
  }

  /** The file or column of the dataset for the language of source or target. */
  private <T> T side(String key, String language, Map<String, T> languages) {
    if (!languages.containsKey(language)) {
      throw new DataException(
          "task.%s: the dataset %s has no language '%s' in this split; %s",
          key,
          dataset.orElseThrow().name(),
          language,
          NearestName.hint(language, "languages", languages.keySet()));
    }
    return languages.get(language);
  }

  private PairReader parallel(Split split, String source, String target) {
    List<Path> sources = find(split, source);
    List<Path> targets = find(split, target);
    if (sources.size() != targets.size()) {
      throw new DataException(
          "%d files match '%s' but %d match '%s'; file n of one must translate file n of the other",
          sources.size(), source, targets.size(), target);
    }
    return new ConcatenatedReader(
        IntStream.range(0, sources.size())
            .<Supplier<PairReader>>mapToObj(
                i -> () -> new ParallelReader(sources.get(i), targets.get(i)))
            .toList());
  }

  private PairReader rows(Split split, String name, RowReader.RowFormat format) {
    boolean skipMalformed = task.malformed() == CorpusTaskSpec.Malformed.SKIP;
    return new ConcatenatedReader(
        find(split, name).stream()
            .<Supplier<PairReader>>map(file -> () -> new RowReader(file, format, skipMalformed))
            .toList());
  }

  /** Finds files; one that the dataset lists must have the digest in its descriptor. */
  private List<Path> find(Split split, String name) {
    List<Path> files = folders.findAll(name, remedy(split, name));
    Optional<RemoteFile> listed = dataset.map(d -> d.files().get(name));
    if (listed.isPresent() && !verified.contains(name)) {
      requireDigest(files.get(0), listed.get());
      verified.add(name);
    }
    return files;
  }

  private void requireDigest(Path file, RemoteFile expected) {
    String actual;
    try {
      actual = Sha256.of(file);
    } catch (IOException e) {
      throw new DataException("cannot read " + file + ": " + IoErrorMessage.of(e), e);
    }
    if (!actual.equals(expected.sha256())) {
      String name = dataset.orElseThrow().name();
      throw new DataException(
          "%s has SHA-256 %s, but the descriptor of the dataset %s expects %s: the file was changed or damaged; %s",
          file,
          actual,
          name,
          expected.sha256(),
          expected.address().isPresent()
              ? "delete or rename it, and run: seqlab data fetch " + name
              : "restore it, or name files in train, valid and test instead of the dataset");
    }
  }

  /** The remedy for a missing file, as the end of the message. */
  private String remedy(Split split, String file) {
    String variable = "set SEQLAB_DATA to the folder that contains it";
    boolean fetchable =
        dataset.map(d -> d.files().get(file)).flatMap(RemoteFile::address).isPresent();
    return fetchable
        ? "run: seqlab data fetch " + dataset.orElseThrow().name() + ", or " + variable
        : "%s, or correct task.%s".formatted(variable, split.key());
  }
}
