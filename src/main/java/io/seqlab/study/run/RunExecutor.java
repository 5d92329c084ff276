package io.seqlab.study.run;

import ai.djl.ndarray.NDManager;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.data.Vocabularies;
import io.seqlab.evaluation.Evaluator;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.probe.core.ProbeException;
import io.seqlab.probe.cost.ResidentMemory;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.tensorboard.EventFile;
import io.seqlab.storage.FolderLock;
import io.seqlab.study.plan.StudyData;
import io.seqlab.train.Trainer;
import io.seqlab.train.TrainingState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Trains one model once, measures it, and leaves everything in its folder; goes on where an earlier
 * start left off.
 */
public final class RunExecutor {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RunContext run;
  private final StudyData data;
  private final Instant start;
  private RunResult reached;

  /**
   * Executes a run, alone in its folder: what an earlier start has left running there may end
   * first.
   *
   * @throws ConfigException if it does not
   */
  public static Optional<Failure> execute(RunContext run, StudyData data) throws IOException {
    FolderLock lock = lock(run.folder().path(), PATIENCE);
    try {
      return new RunExecutor(run, data).execute();
    } finally {
      lock.close();
    }
  }

  /**
   * The right to work in the folder of a run.
   *
   * @throws ConfigException if another still has it when patience ends
   */
  static FolderLock lock(Path folder, Duration patience) {
    return FolderLock.take(folder, patience)
        .orElseThrow(
            () ->
                new ConfigException(
                    "another process is at work in %s; wait until it has ended, or choose another folder with --out DIR"
                        .formatted(folder)));
  }

  private RunExecutor(RunContext run, StudyData data) throws IOException {
    this.run = run;
    this.data = data;
    Optional<RunRecord> before = run.folder().readRecord();
    start = before.map(RunRecord::start).orElseGet(Instant::now);
    Set<String> metrics =
        run.spec().metrics().stream().map(MetricName::key).collect(Collectors.toSet());
    reached =
        before
            .map(record -> record.result().withOnly(metrics))
            .orElseGet(() -> RunResult.started(run.key()))
            .with(RunStatus.RUNNING);
  }

  /** Runs to the end, or to where it is called off; a failure is recorded and told, not thrown. */
  private Optional<Failure> execute() {
    ResidentMemory.resetPeak();
    try (NDManager manager = NDManager.newBaseManager()) {
      Vocabularies vocabularies = data.vocabularies();
      Seq2Seq model = StudyData.buildModel(run.spec().definition(), vocabularies);
      VocabularyFiles.write(run.folder(), vocabularies);
      Trainer.Data trainerData =
          new Trainer.Data(
              data.trainPairs(), run.folder().checkpoints(), run.environment().threads());
      try (Trainer trainer =
          new Trainer(run.spec().training(), run.spec().seed(), model, manager, trainerData)) {
        trainAndTest(manager, model, trainer);
        record("");
        run.listener().runEnded(run.key(), reached, "");
        return Optional.empty();
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      return Optional.of(failed(e));
    }
  }

  private Failure failed(Throwable e) {
    Optional<Failure> expected = Failure.of(e);
    Failure failure =
        expected.orElseGet(
            () -> new Failure("unexpected " + e + "; train.log says what led to it", false));
    reached = reached.with(RunStatus.FAILED);
    try {
      record(failure.message());
      if (expected.isEmpty() || e instanceof ProbeException) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        run.folder().log(trace.toString());
      }
    } catch (IOException unwritable) {
      // A full disk takes no record of it either; it is told all the same.
    }
    run.listener().runEnded(run.key(), reached, failure.message());
    return failure;
  }

  private void trainAndTest(NDManager manager, Seq2Seq model, Trainer trainer) throws IOException {
    TrainingState before = trainer.resume();
    run.folder().truncateLogs(before.step());
    reached = reached.withTraining(trainer.parameters(), before.step(), before.seconds());
    record("");

    Evaluator evaluator = new Evaluator(model, manager, data.vocabularies(), run.spec().decoding());
    train(trainer, before, evaluator);
    if (run.cancellation().requested()) {
      trainer.save();
      reached = reached.with(RunStatus.STOPPED);
      return;
    }

    run.listener().phase(run.key(), StudyListener.Phase.TESTING);
    trainer.restoreBest();
    TestEvaluation test = new TestEvaluation(run, evaluator, data);
    Map<MetricName, Double> metrics = test.measure();
    reached = reached.withTest(test.sentencesPerSecond(), RunLogger.byKey(metrics));
    test.probe();
    reached = reached.with(RunStatus.DONE);
  }

  /**
   * Trains what is left to train; of a run that is only measured again, what was seen then stays.
   */
  private void train(Trainer trainer, TrainingState before, Evaluator evaluator)
      throws IOException {
    RunLogger log = new RunLogger(run, evaluator, data, EventFile.create(run.folder(), start));
    run.listener().phase(run.key(), StudyListener.Phase.TRAINING);
    try {
      trainer.train(log);
    } finally {
      TrainingState after = trainer.state();
      if (after.step() > before.step()) {
        reached =
            reached
                .withTraining(trainer.parameters(), after.step(), after.seconds())
                .withTrainingCost(log.speed(), ResidentMemory.peakMb());
      }
    }
  }

  private void record(String failure) throws IOException {
    run.record(reached, start, failure);
  }
}
