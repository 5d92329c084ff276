package io.seqlab.study;

import ai.djl.ndarray.NDManager;
import io.seqlab.config.ConfigException;
import io.seqlab.config.MetricName;
import io.seqlab.config.ModelSpec;
import io.seqlab.data.Vocabularies;
import io.seqlab.model.Models;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.probe.Evaluator;
import io.seqlab.probe.ProbeException;
import io.seqlab.probe.ResidentMemory;
import io.seqlab.result.EventFile;
import io.seqlab.result.RunRecord;
import io.seqlab.result.RunResult;
import io.seqlab.result.RunStatus;
import io.seqlab.storage.FolderLock;
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

/**
 * Trains one model once, measures it, and leaves everything in its folder; goes on where an earlier
 * start left off.
 */
final class RunExecutor {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RunContext run;
  private final Examples examples;
  private final Instant start;
  private final double earlierPeakMb;
  private double trainSpeed;

  /**
   * Executes a run, alone in its folder: what an earlier start has left running there may end
   * first.
   *
   * @throws ConfigException if it does not
   */
  static Optional<Failure> execute(RunContext run, Examples examples) throws IOException {
    FolderLock lock = lock(run.folder().path(), PATIENCE);
    try {
      return new RunExecutor(run, examples).execute();
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

  private RunExecutor(RunContext run, Examples examples) throws IOException {
    this.run = run;
    this.examples = examples;
    Optional<RunRecord> before = run.folder().readRecord();
    start = before.map(RunRecord::start).orElseGet(Instant::now);
    earlierPeakMb = before.map(r -> r.result().peakMemoryMb()).orElse(Double.NaN);
    trainSpeed = before.map(r -> r.result().trainTokensPerSecond()).orElse(Double.NaN);
  }

  /** Runs to the end, or to where it is called off; a failure is recorded and told, not thrown. */
  private Optional<Failure> execute() {
    ResidentMemory.resetPeak();
    try (NDManager manager = NDManager.newBaseManager()) {
      Vocabularies vocabularies = examples.vocabularies();
      Seq2Seq model = build(run.spec().definition(), vocabularies);
      SavedVocabularies.write(run.folder(), vocabularies);
      Trainer.Data data =
          new Trainer.Data(
              examples.train(), run.folder().checkpoints(), run.environment().threads());
      try (Trainer trainer =
          new Trainer(run.spec().training(), run.spec().seed(), model, manager, data)) {
        RunResult result = trainAndTest(manager, model, trainer);
        record(result, "");
        run.listener().runEnded(run.key(), result, "");
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
    RunResult result = result(RunStatus.FAILED, 0, TrainingState.START, Double.NaN, Map.of());
    try {
      record(result, failure.message());
      if (expected.isEmpty() || e instanceof ProbeException) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        run.folder().log(trace.toString());
      }
    } catch (IOException unwritable) {
      // A full disk takes no record of it either; it is told all the same.
    }
    run.listener().runEnded(run.key(), result, failure.message());
    return failure;
  }

  private RunResult trainAndTest(NDManager manager, Seq2Seq model, Trainer trainer)
      throws IOException {
    TrainingState state = trainer.resume();
    run.folder().forgetAfter(state.step());
    long parameters = trainer.parameters();
    record(result(RunStatus.RUNNING, parameters, state, Double.NaN, Map.of()), "");

    Evaluator evaluator =
        new Evaluator(model, manager, examples.vocabularies(), run.spec().decoding());
    RunLog log = new RunLog(run, evaluator, examples, EventFile.create(run.folder(), start));
    run.listener().phase(run.key(), StudyListener.Phase.TRAINING);
    state = trainer.train(log);
    trainSpeed = known(log.speed(), trainSpeed);
    if (run.cancellation().requested()) {
      trainer.save();
      return result(RunStatus.STOPPED, parameters, state, Double.NaN, Map.of());
    }

    run.listener().phase(run.key(), StudyListener.Phase.TESTING);
    trainer.restoreBest();
    TestEvaluation test = new TestEvaluation(run, evaluator, examples);
    Map<MetricName, Double> metrics = test.measure();
    return result(RunStatus.DONE, parameters, state, test.sentencesPerSecond(), metrics);
  }

  /** What was seen now; of a run that was trained before and is measured again, what was then. */
  private static double known(double now, double earlier) {
    return Double.isNaN(now) ? earlier : now;
  }

  /**
   * The model of a definition for vocabularies; the source embedding can be the target's only if
   * they are one.
   */
  static Seq2Seq build(ModelSpec definition, Vocabularies vocabularies) {
    if (definition.tie() == ModelSpec.Tie.ALL
        && !vocabularies.source().equals(vocabularies.target())) {
      throw new IllegalArgumentException(
          "tie: all needs one vocabulary for source and target; set task.vocabulary.shared: true");
    }
    return Models.build(definition, vocabularies.source().size(), vocabularies.target().size());
  }

  private RunResult result(
      RunStatus status,
      long parameters,
      TrainingState state,
      double sentencesPerSecond,
      Map<MetricName, Double> metrics) {
    return new RunResult(
        run.key(),
        status,
        parameters,
        state.step(),
        state.seconds(),
        trainSpeed,
        sentencesPerSecond,
        Math.max(ResidentMemory.peakMb(), known(earlierPeakMb, 0)),
        RunLog.byKey(metrics));
  }

  private void record(RunResult result, String failure) throws IOException {
    run.record(result, start, failure);
  }
}
