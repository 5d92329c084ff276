package io.seqlab.study.run;

import io.seqlab.config.RunSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunStatus;
import io.seqlab.storage.FolderLeases;
import io.seqlab.study.plan.StudyData;
import io.seqlab.train.CheckpointException;
import io.seqlab.train.RunCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The training that runs share which differ only in how test examples are decoded: those at the
 * points of a grid over {@code decoding.} settings. The first of them to run trains; each other one
 * copies its checkpoints and training logs when its turn comes, and from then on does not depend on
 * it. A run that was interrupted copies those of another one that has trained further; as training
 * is determined by its settings, it does not matter which of them took which steps.
 */
final class SharedTraining {
  private static final String DECODING = "decoding.";

  private final RunContext run;

  SharedTraining(RunContext run) {
    this.run = run;
  }

  /** A run of the same training, saved in a folder beside that of the run. */
  record Sibling(RunFolder folder, RunRecord record) {
    RunCheckpoints checkpoints(StudyData data) {
      return new RunCheckpoints(
          folder.checkpoints(),
          VocabularyFiles.origin(
              record.result().key(), record.start(), data.vocabularies(), data.tokenizers()));
    }
  }

  /** Whether the run may have others of the same training. */
  boolean isPossible() {
    return run.key().grid().keySet().stream().anyMatch(key -> key.startsWith(DECODING));
  }

  /**
   * Whether another process, or another thread of this one, executes a run of the same training,
   * and none is done, so that this run has to wait.
   *
   * @param executing runs that this process executes
   * @param all runs of the study
   */
  boolean isTrainedElsewhere(List<RunContext> executing, List<RunContext> all) throws IOException {
    if (!isPossible() || siblings().stream().anyMatch(SharedTraining::isDone)) {
      return false;
    }
    RunSpec trained = run.spec().trained();
    for (RunContext other : all) {
      if (!other.key().equals(run.key())
          && other.spec().trained().equals(trained)
          && (executing.contains(other)
              || FolderLeases.ofThisProcess().owner(other.folder().path()).isPresent())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDone(Sibling sibling) {
    return sibling.record().result().status() == RunStatus.DONE;
  }

  /** The run of the same training that has trained furthest; empty if none has more steps. */
  Optional<Sibling> furthest(long steps, StudyData data) throws IOException {
    long most = steps;
    Optional<Sibling> furthest = Optional.empty();
    for (Sibling sibling : siblings()) {
      long trained = steps(sibling.checkpoints(data));
      if (trained > most) {
        most = trained;
        furthest = Optional.of(sibling);
      }
    }
    return furthest;
  }

  private static long steps(RunCheckpoints checkpoints) throws IOException {
    try {
      return checkpoints.steps();
    } catch (CheckpointException e) {
      return 0; // it is told of when its turn comes
    }
  }

  /**
   * Copies the checkpoints and training logs of a run of the same training. The caller holds the
   * lease of this run.
   *
   * @param own checkpoints of this run
   * @throws CheckpointException if a checkpoint is damaged
   */
  void copy(Sibling from, RunCheckpoints own, StudyData data) throws IOException {
    run.folder().logs().copy(from.folder().logs());
    own.copyFrom(from.checkpoints(data));
    run.folder().logs().log("trained as %s%n".formatted(from.record().result().key()));
  }

  /** The saved runs of the same training and data; those that are unreadable are left out. */
  private List<Sibling> siblings() throws IOException {
    Path parent = run.folder().path().toAbsolutePath().getParent();
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    List<Path> folders;
    try (Stream<Path> all = Files.list(parent)) {
      String seed = "s" + run.key().seed() + "-";
      folders =
          all.filter(each -> each.getFileName().toString().startsWith(seed)).sorted().toList();
    }
    List<Sibling> siblings = new ArrayList<>();
    for (Path folder : folders) {
      if (!folder.getFileName().equals(run.folder().path().getFileName())) {
        sibling(new RunFolder(folder)).ifPresent(siblings::add);
      }
    }
    return siblings;
  }

  private Optional<Sibling> sibling(RunFolder folder) throws IOException {
    try {
      Optional<RunRecord> record = folder.readRecord();
      if (record.isPresent()
          && record.get().data().changed(run.data()).isEmpty()
          && spec(record.get()).trained().equals(run.spec().trained())) {
        return Optional.of(new Sibling(folder, record.get()));
      }
    } catch (CorruptFileException | ConfigException e) {
      // It is told of when its turn comes.
    }
    return Optional.empty();
  }

  private static RunSpec spec(RunRecord record) {
    return SpecReader.read(record.config(), "config", RunSpec.class);
  }
}
