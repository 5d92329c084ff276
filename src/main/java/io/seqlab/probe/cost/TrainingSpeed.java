package io.seqlab.probe.cost;

import ai.djl.ndarray.NDManager;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.training.BatchSpec;
import io.seqlab.config.training.BudgetSpec;
import io.seqlab.config.training.OptimizerSpec;
import io.seqlab.config.training.ScheduleSpec;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.train.Trainer;
import io.seqlab.train.TrainingListener;
import io.seqlab.train.TrainingState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Times training steps (forward, backward, clipping, optimizer) in the training loop itself, as any
 * run goes through it; validation never comes. The model, which has its weights, is trained by
 * them.
 *
 * @param training whose steps they are
 * @param watch how many steps are timed
 * @param warmUpSteps least steps before them, beside the watch's own warming up
 * @param threads of the optimizer
 */
public record TrainingSpeed(
    TrainingSpec training, MedianTimer watch, int warmUpSteps, int threads) {
  private static final BudgetSpec ENDLESS =
      new BudgetSpec(
          Optional.of(Long.MAX_VALUE), Optional.empty(), Optional.empty(), Optional.empty());

  /** Training at a constant rate on batches of so many sentences as they come. */
  public static TrainingSpec constantRate(OptimizerSpec optimizer, double clipNorm, int batch) {
    return new TrainingSpec(
        new BatchSpec(batch, BatchSpec.Unit.SENTENCES, false),
        ENDLESS,
        Integer.MAX_VALUE,
        Optional.empty(),
        MetricName.LOSS,
        optimizer,
        new ScheduleSpec.Constant(0),
        clipNorm,
        0,
        1);
  }

  /** Seconds of a step on these pairs. */
  public MedianTimer.Timing measure(Seq2Seq model, NDManager manager, List<EncodedPair> pairs) {
    StepTimes times = new StepTimes(watch, warmUpSteps);
    try (NDManager moments = manager.newSubManager()) {
      Path scratch = Files.createTempDirectory("seqlab-speed");
      Trainer.Data data = new Trainer.Data(pairs, scratch, threads);
      try (Trainer trainer = new Trainer(endless(), 1, model, moments, data)) {
        trainer.train(times);
      } finally {
        Files.delete(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return MedianTimer.Timing.of(times.seconds);
  }

  private TrainingSpec endless() {
    return new TrainingSpec(
        training.batch(),
        ENDLESS,
        Integer.MAX_VALUE,
        Optional.empty(),
        training.bestBy(),
        training.optimizer(),
        training.schedule(),
        training.clipNorm(),
        training.labelSmoothing(),
        training.accumulate());
  }

  /** Hears the time of each step, and ends training after the last one asked for. */
  private static final class StepTimes implements TrainingListener {
    private final MedianTimer watch;
    private final int warmUpSteps;
    private final List<Double> seconds = new ArrayList<>();
    private double warm;
    private double measured;

    StepTimes(MedianTimer watch, int warmUpSteps) {
      this.watch = watch;
      this.warmUpSteps = warmUpSteps;
    }

    @Override
    public void onStep(StepReport step) {
      if (step.state().step() > warmUpSteps && warm >= watch.warmUpSeconds()) {
        seconds.add(step.seconds());
        measured += step.seconds();
      } else {
        warm += step.seconds();
      }
    }

    @Override
    public Map<MetricName, Double> validate(TrainingState state) {
      throw new IllegalStateException("a benchmark is never validated");
    }

    @Override
    public void onValidation(
        TrainingState state, double rate, double trainLoss, Map<MetricName, Double> scores) {
      throw new IllegalStateException("a benchmark is never validated");
    }

    @Override
    public boolean cancelled() {
      return seconds.size() >= watch.repetitions()
          || (!seconds.isEmpty() && measured >= watch.limitSeconds());
    }
  }
}
