package io.seqlab.probe.cost;

import ai.djl.ndarray.NDManager;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.training.BatchSpec;
import io.seqlab.config.training.BudgetSpec;
import io.seqlab.config.training.OptimizerSpec;
import io.seqlab.config.training.ScheduleSpec;
import io.seqlab.config.training.TeacherForcingSpec;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.batch.EpochPairs;
import io.seqlab.data.batch.TrainingPairs;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.train.CheckpointOrigin;
import io.seqlab.train.Trainer;
import io.seqlab.train.TrainingListener;
import io.seqlab.train.TrainingState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Times training steps (forward, backward, clipping, optimizer) in the training loop of runs,
 * without validation. Changes the weights of the model.
 *
 * @param training its budget and validation settings are ignored
 * @param warmUpSteps minimum number of warm-up steps, in addition to the timer's warm-up time
 * @param threads of the optimizer
 */
public record TrainingSpeed(
    TrainingSpec training, MedianTimer timer, int warmUpSteps, int threads) {
  private static final BudgetSpec UNLIMITED =
      new BudgetSpec(
          Optional.of(BudgetSpec.UNLIMITED), Optional.empty(), Optional.empty(), Optional.empty());

  /** Never written: checkpoints belong to validations. */
  private static final Path NO_CHECKPOINTS = Path.of("no-checkpoints");

  /** Training with learning rate schedule constant and batches of a number of sentences. */
  public static TrainingSpec constantRate(OptimizerSpec optimizer, double clipNorm, int batch) {
    return new TrainingSpec(
        new BatchSpec(batch, BatchSpec.Unit.SENTENCES, false),
        UNLIMITED,
        Integer.MAX_VALUE,
        Optional.empty(),
        0,
        MetricName.LOSS,
        optimizer,
        new ScheduleSpec.Constant(0),
        clipNorm,
        0,
        1,
        TeacherForcingSpec.ALWAYS,
        Optional.empty());
  }

  /** Trains on pairs; the time of one step. */
  public MedianTimer.Timing measure(Seq2Seq model, NDManager manager, List<EncodedPair> pairs) {
    return measure(model, manager, EpochPairs.same(pairs));
  }

  /** Trains on pairs; the time of one step. */
  public MedianTimer.Timing measure(Seq2Seq model, NDManager manager, TrainingPairs pairs) {
    StepTimer steps = new StepTimer();
    try (NDManager moments = manager.newSubManager()) {
      Trainer.Data data = new Trainer.Data(pairs, NO_CHECKPOINTS, CheckpointOrigin.NONE, threads);
      try (Trainer trainer = new Trainer(unlimited(), 1, model, moments, data)) {
        trainer.train(steps);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return MedianTimer.Timing.of(steps.seconds);
  }

  private TrainingSpec unlimited() {
    return new TrainingSpec(
        training.batch(),
        UNLIMITED,
        Integer.MAX_VALUE,
        Optional.empty(),
        0,
        training.bestBy(),
        training.optimizer(),
        training.schedule(),
        training.clipNorm(),
        training.labelSmoothing(),
        training.accumulate(),
        training.teacherForcing(),
        Optional.empty());
  }

  /** Collects the times of steps and ends training after the last one needed. */
  private final class StepTimer implements TrainingListener {
    private final List<Double> seconds = new ArrayList<>();
    private double warm;
    private double measured;

    @Override
    public void onStep(StepReport step) {
      timer.cancellation().check();
      if (step.state().step() > warmUpSteps && warm >= timer.warmUpSeconds()) {
        seconds.add(step.seconds());
        measured += step.seconds();
      } else {
        warm += step.seconds();
      }
    }

    @Override
    public Map<MetricName, Double> validate(TrainingState state) {
      throw new IllegalStateException("validation in a benchmark");
    }

    @Override
    public void onValidation(
        TrainingState state, double rate, double trainLoss, Map<MetricName, Double> scores) {
      throw new IllegalStateException("validation in a benchmark");
    }

    @Override
    public boolean cancelled() {
      return seconds.size() >= timer.repetitions()
          || (!seconds.isEmpty() && measured >= timer.limitSeconds());
    }
  }
}
