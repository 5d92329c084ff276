package io.seqlab.train;

import ai.djl.ndarray.NDManager;
import io.seqlab.cancellation.CancelledException;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.training.AdamSpec;
import io.seqlab.config.training.BatchSpec;
import io.seqlab.config.training.BudgetSpec;
import io.seqlab.config.training.KeepSpec;
import io.seqlab.config.training.OptimizerSpec;
import io.seqlab.config.training.ScheduleSpec;
import io.seqlab.config.training.TeacherForcingSpec;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.batch.EpochPairs;
import io.seqlab.data.batch.TrainingPairs;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.Models;
import io.seqlab.model.core.NamedParameters;
import io.seqlab.model.core.Seq2Seq;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.ToDoubleFunction;

/** A small training run on a copy task. */
record CopyTask(ModelSpec model, TrainingSpec training, int examples) {

  /** Adam with default settings and a validation every 10 steps. */
  static CopyTask of(ModelSpec model, long steps) {
    OptimizerSpec adam = new AdamSpec(AdamSpec.Kind.ADAM, 1e-2, 0.9, 0.999, 1e-8, 0);
    TrainingSpec training =
        new TrainingSpec(
            new BatchSpec(8, BatchSpec.Unit.SENTENCES, true),
            steps(steps),
            10,
            Optional.empty(),
            0,
            MetricName.LOSS,
            adam,
            new ScheduleSpec.Constant(0),
            1.0,
            0.1,
            1,
            TeacherForcingSpec.ALWAYS,
            Optional.empty());
    return new CopyTask(model, training, 60);
  }

  static BudgetSpec steps(long steps) {
    return new BudgetSpec(Optional.of(steps), Optional.empty(), Optional.empty(), Optional.empty());
  }

  CopyTask budget(BudgetSpec budget) {
    TrainingSpec t = training;
    return with(
        new TrainingSpec(
            t.batch(),
            budget,
            t.validateEvery(),
            t.patience(),
            t.minDelta(),
            t.bestBy(),
            t.optimizer(),
            t.schedule(),
            t.clipNorm(),
            t.labelSmoothing(),
            t.accumulate(),
            t.teacherForcing(),
            Optional.empty()));
  }

  CopyTask schedule(ScheduleSpec schedule, int patience, double minDelta) {
    TrainingSpec t = training;
    return with(
        new TrainingSpec(
            t.batch(),
            t.budget(),
            t.validateEvery(),
            Optional.of(patience),
            minDelta,
            t.bestBy(),
            t.optimizer(),
            schedule,
            t.clipNorm(),
            t.labelSmoothing(),
            t.accumulate(),
            t.teacherForcing(),
            Optional.empty()));
  }

  /** Unsorted examples, with a batch size and a number of batches per step. */
  CopyTask unsorted(int batch, int accumulate, OptimizerSpec optimizer) {
    TrainingSpec t = training;
    return with(
        new TrainingSpec(
            new BatchSpec(batch, BatchSpec.Unit.SENTENCES, false),
            t.budget(),
            t.validateEvery(),
            t.patience(),
            t.minDelta(),
            t.bestBy(),
            optimizer,
            t.schedule(),
            t.clipNorm(),
            t.labelSmoothing(),
            accumulate,
            t.teacherForcing(),
            t.keep()));
  }

  CopyTask keep(KeepSpec keep) {
    TrainingSpec t = training;
    return with(
        new TrainingSpec(
            t.batch(),
            t.budget(),
            t.validateEvery(),
            t.patience(),
            t.minDelta(),
            t.bestBy(),
            t.optimizer(),
            t.schedule(),
            t.clipNorm(),
            t.labelSmoothing(),
            t.accumulate(),
            t.teacherForcing(),
            Optional.of(keep)));
  }

  CopyTask teacherForcing(TeacherForcingSpec forcing) {
    TrainingSpec t = training;
    return with(
        new TrainingSpec(
            t.batch(),
            t.budget(),
            t.validateEvery(),
            t.patience(),
            t.minDelta(),
            t.bestBy(),
            t.optimizer(),
            t.schedule(),
            t.clipNorm(),
            t.labelSmoothing(),
            t.accumulate(),
            forcing,
            t.keep()));
  }

  private CopyTask with(TrainingSpec changed) {
    return new CopyTask(model, changed, examples);
  }

  /** The examples, of 1 to 6 tokens with end-of-sequence. */
  List<EncodedPair> pairs() {
    Random random = new Random(1);
    List<EncodedPair> pairs = new ArrayList<>();
    for (int[] sequence : ModelFixture.sequences(random, examples, 6)) {
      pairs.add(new EncodedPair(sequence, sequence.clone()));
    }
    return pairs;
  }

  /**
   * Resumes training from the checkpoints of a folder with a new model, as a new process does, and
   * saves it, also when cancelled.
   */
  Outcome run(Path folder, Listener listener) throws IOException {
    return run(folder, listener, EpochPairs.same(pairs()));
  }

  /** As {@link #run(Path, Listener)}, with pairs from elsewhere. */
  Outcome run(Path folder, Listener listener, TrainingPairs pairs) throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      Seq2Seq network = Models.build(model, ModelFixture.VOCABULARY, ModelFixture.VOCABULARY);
      Trainer.Data data = new Trainer.Data(pairs, folder, CheckpointOrigin.NONE, 2);
      try (Trainer trainer = new Trainer(training, 17, network, manager, data)) {
        trainer.resume();
        listener.begin(manager, network);
        try {
          trainer.train(listener);
        } catch (CancelledException e) {
          listener.ended = true;
        }
        trainer.save();
        return new Outcome(trainer.state(), trainer.reachedPlateau(), weights(network));
      }
    }
  }

  private static Map<String, float[]> weights(Seq2Seq network) {
    Map<String, float[]> weights = new TreeMap<>();
    NamedParameters.of(network)
        .forEach((name, parameter) -> weights.put(name, parameter.getArray().toFloatArray()));
    return weights;
  }

  /** The result of a training run. */
  record Outcome(TrainingState state, boolean reachedPlateau, Map<String, float[]> weights) {}

  /** Records all steps, computes validation scores by a function, and cancels by a predicate. */
  static class Listener implements TrainingListener {
    final List<StepReport> steps = new ArrayList<>();
    final List<Long> validations = new ArrayList<>();
    final List<Double> trainLosses = new ArrayList<>();
    NDManager manager;
    Seq2Seq network;
    boolean ended;
    private final ToDoubleFunction<TrainingState> score;
    private final LongPredicate cancelled;

    /** Every validation is the best so far; training is not cancelled. */
    Listener() {
      this(state -> 1.0 / state.step(), step -> false);
    }

    Listener(ToDoubleFunction<TrainingState> score, LongPredicate cancelled) {
      this.score = score;
      this.cancelled = cancelled;
    }

    void begin(NDManager manager, Seq2Seq network) {
      this.manager = manager;
      this.network = network;
    }

    /** Sets a parameter to NaN that every batch uses. */
    void setNan() {
      FloatBuffer values =
          NamedParameters.of(network)
              .get("decoder.output.bias")
              .getArray()
              .toByteBuffer(true)
              .asFloatBuffer();
      values.put(0, Float.NaN);
    }

    @Override
    public void onStep(StepReport step) throws IOException {
      steps.add(step);
    }

    @Override
    public Map<MetricName, Double> validate(TrainingState state) {
      return Map.of(MetricName.LOSS, score.applyAsDouble(state));
    }

    @Override
    public void onValidation(
        TrainingState state, double rate, double trainLoss, Map<MetricName, Double> scores) {
      validations.add(state.step());
      trainLosses.add(trainLoss);
    }

    @Override
    public boolean cancelled() {
      return !steps.isEmpty() && cancelled.test(steps.get(steps.size() - 1).state().step());
    }
  }
}
