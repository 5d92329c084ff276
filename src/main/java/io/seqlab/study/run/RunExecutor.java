package io.seqlab.study.run;

import ai.djl.ndarray.NDManager;
import io.seqlab.cancellation.CancelledException;
import io.seqlab.config.DecodingSpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.core.Split;
import io.seqlab.data.core.SplitExamples;
import io.seqlab.decode.NonFiniteScoreException;
import io.seqlab.evaluation.Evaluator;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.probe.core.ProbeException;
import io.seqlab.probe.cost.ResidentMemory;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.tensorboard.EventFile;
import io.seqlab.storage.FolderLease;
import io.seqlab.study.plan.StudyData;
import io.seqlab.train.CheckpointException;
import io.seqlab.train.NonFiniteLossException;
import io.seqlab.train.RunCheckpoints;
import io.seqlab.train.Trainer;
import io.seqlab.train.TrainingState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Executes one run: trains a model, evaluates it, runs its probes, and writes all files of its
 * folder. Resumes from the latest checkpoint.
 */
public final class RunExecutor {
  private final RunContext run;
  private final StudyData data;
  private final FolderLease lease;
  private final Instant start;
  private RunResult result;
  private DataDigests trainedOn;

  /**
   * Executes a run while holding the lease of its folder. Once another process has taken the run
   * over, nothing more is written, and the run ends.
   */
  public static RunOutcome execute(RunContext run, StudyData data) throws IOException {
    return run.own(lease -> new RunExecutor(run, data, lease).execute());
  }

  private RunExecutor(RunContext run, StudyData data, FolderLease lease) throws IOException {
    this.run = run;
    this.data = data;
    this.lease = lease;
    Optional<RunRecord> saved = run.folder().readRecord();
    start = saved.map(RunRecord::start).orElseGet(Instant::now);
    trainedOn = saved.map(RunRecord::data).orElse(run.data());
    Set<String> metrics =
        run.spec().metrics().stream().map(MetricName::key).collect(Collectors.toSet());
    result =
        saved
            .map(record -> record.result().withOnly(metrics))
            .orElseGet(() -> RunResult.started(run.key()))
            .with(RunStatus.RUNNING);
  }

  /** Runs to the end or until cancelled; a failure is recorded and returned, not thrown. */
  private Optional<Failure> execute() throws IOException {
    ResidentMemory.resetPeak();
    try (NDManager manager = NDManager.newBaseManager()) {
      Vocabularies vocabularies = data.vocabularies();
      Seq2Seq model = data.buildModel(run.spec().definition());
      RunCheckpoints checkpoints =
          new RunCheckpoints(
              run.folder().checkpoints(),
              VocabularyFiles.origin(run.key(), start, vocabularies, data.tokenizers()));
      Trainer.Data trainerData =
          new Trainer.Data(
              data.training(run.spec().seed()),
              checkpoints.folder(),
              checkpoints.origin(),
              run.environment().threads());
      try (Trainer trainer =
          new Trainer(run.spec().training(), run.spec().seed(), model, manager, trainerData)) {
        ChangedData.require(run, data.digests());
        shareTraining(checkpoints);
        trainAndTest(manager, model, trainer);
        result = result.with(RunStatus.DONE);
        record("");
        run.listener().onRunEnded(run.key(), result, "");
        return Optional.empty();
      }
    } catch (CancelledException e) {
      return stopped();
    } catch (NonFiniteLossException | NonFiniteScoreException e) {
      return run.spec().isTrial() ? diverged(e) : failed(e);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      return failed(e);
    }
  }

  /** Records a run that can be resumed. */
  private Optional<Failure> stopped() throws IOException {
    result = result.with(RunStatus.STOPPED);
    try {
      record("");
    } catch (IOException e) {
      return failed(e);
    }
    run.listener().onRunEnded(run.key(), result, "");
    return Optional.empty();
  }

  /** Records a trial that has no score; its divergence is a result of the search. */
  private Optional<Failure> diverged(RuntimeException e) throws IOException {
    result = result.with(RunStatus.DONE);
    record(e.getMessage());
    run.listener().onRunEnded(run.key(), result, e.getMessage());
    return Optional.empty();
  }

  /** Records a failure, unless another process owns the run, which has not failed then. */
  private Optional<Failure> failed(Throwable e) throws IOException {
    if (!lease.isHeld()) {
      return Optional.empty();
    }
    Optional<Failure> expected = Failure.of(e);
    Failure failure =
        expected.orElseGet(
            () -> new Failure("unexpected " + e + "; stack trace in train.log", false));
    result = result.with(RunStatus.FAILED);
    try {
      record(failure.message());
      if (expected.isEmpty() || e instanceof ProbeException) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        run.folder().logs().log(trace.toString());
      }
    } catch (IOException unwritable) {
      // On a full disk the record fails too; the failure is still returned.
    }
    run.listener().onRunEnded(run.key(), result, failure.message());
    return Optional.of(failure);
  }

  /**
   * Continues from another run of the same training, if it has trained further. The record is
   * written first: checkpoints without one are not read.
   */
  private void shareTraining(RunCheckpoints own) throws IOException {
    SharedTraining shared = new SharedTraining(run);
    Optional<SharedTraining.Sibling> trained =
        shared.isPossible() ? shared.furthest(own.steps(), data) : Optional.empty();
    if (trained.isPresent()) {
      RunResult cost = trained.get().record().result();
      result = result.withTrainingCost(cost.trainTokensPerSecond(), cost.peakMemoryMb());
      trainedOn = trained.get().record().data();
      record("");
      shared.copy(trained.get(), own, data);
    }
  }

  private void trainAndTest(NDManager manager, Seq2Seq model, Trainer trainer) throws IOException {
    TrainingState before = trainer.resume();
    if (before.step() == 0) {
      trainedOn = data.digests(); // else those of the first steps, known or not
      logData();
    }
    for (Path checkpoint : trainer.unverified()) {
      run.listener().onWarning(run.key(), CheckpointException.unverified(checkpoint));
    }
    VocabularyFiles.write(run.folder(), data.vocabularies());
    TokenizerFiles.write(run.folder(), data.tokenizers());
    run.folder()
        .logs()
        .truncate(before.step(), before.validated() ? before.step() : before.step() - 1);
    result = result.withTraining(trainer.parameters(), before.step(), before.seconds());
    record("");

    Evaluator validator = evaluator(model, manager, run.spec().trained().decoding());
    train(trainer, before, validator);
    if (run.spec().isTrial()) {
      String by = run.spec().training().bestBy().key();
      result = result.withTest(Double.NaN, Map.of(by, trainer.state().best()));
      return;
    }

    run.listener().onPhase(run.key(), StudyListener.Phase.TESTING);
    DecodingSpec decoding = run.spec().decoding();
    if (decoding.average().isPresent()) {
      trainer.restoreMean(decoding.average().get());
    } else {
      trainer.restoreBest();
    }
    TestEvaluation test =
        new TestEvaluation(
            run,
            evaluator(model, manager, decoding),
            data,
            TrainingMeasures.of(
                run, run.folder().logs().readValidations(), trainer.reachedPlateau()));
    Map<MetricName, Double> metrics = test.measure();
    result = result.withTest(test.sentencesPerSecond(), RunLogger.byKey(metrics));
    test.probe();
  }

  /** Writes to the log how many pairs of a corpus are used. */
  private void logData() throws IOException {
    for (Split split : run.spec().task().isGenerated() ? new Split[0] : Split.values()) {
      SplitExamples examples = data.taskData().split(split);
      String dropped = examples.dropped().describe();
      run.folder()
          .logs()
          .log(
              "%s: %d pairs used, %d skipped%s%n"
                  .formatted(
                      split.key(),
                      examples.examples().size(),
                      examples.dropped().total(),
                      dropped.isEmpty() ? "" : ": " + dropped));
    }
  }

  private Evaluator evaluator(Seq2Seq model, NDManager manager, DecodingSpec decoding) {
    return new Evaluator(
        model,
        manager,
        data.vocabularies(),
        data.taskData().targetTokenizer(),
        decoding,
        run.cancellation());
  }

  /**
   * Trains the remaining steps; saves before it ends, also when cancelled. If there are none, or
   * too few to measure, the run keeps the speed and memory measured when it was trained.
   */
  private void train(Trainer trainer, TrainingState before, Evaluator evaluator)
      throws IOException {
    RunLogger log = new RunLogger(run, evaluator, data, EventFile.create(run.folder(), start));
    run.listener().onPhase(run.key(), StudyListener.Phase.TRAINING);
    try {
      trainer.train(log);
      run.cancellation().check();
    } catch (CancelledException e) {
      trainer.save();
      throw e;
    } finally {
      TrainingState after = trainer.state();
      if (after.step() > before.step()) {
        result = result.withTraining(trainer.parameters(), after.step(), after.seconds());
        if (log.isWarm() || Double.isNaN(result.trainTokensPerSecond())) {
          result = result.withTrainingCost(log.speed(), ResidentMemory.peakMb());
        }
      }
    }
  }

  private void record(String failure) throws IOException {
    run.writeRecord(result, trainedOn, start, failure);
  }
}
