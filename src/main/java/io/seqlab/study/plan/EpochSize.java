package io.seqlab.study.plan;

import io.seqlab.config.RunSpec;
import io.seqlab.config.training.BatchSpec;
import io.seqlab.config.training.BudgetSpec;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.batch.Batches;
import io.seqlab.data.core.ExampleStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Size of the first training epoch of a run.
 *
 * @param batches micro-batches, before gradient accumulation
 * @param targetTokens end-of-sequence included, padding excluded
 * @param largestTarget target positions (sentences × longest target) of the largest batch
 * @param longestSource of all examples, end-of-sequence included
 */
public record EpochSize(
    int batches, long targetTokens, long largestTarget, int longestSource, int longestTarget) {

  /** Of a streamed text an estimate, which reads nothing. */
  public static EpochSize of(RunSpec run, StudyData data) {
    BatchSpec spec = run.training().batch();
    if (data.taskData().train() instanceof ExampleStream stream) {
      return ofStream(spec, stream.summary());
    }
    List<Batch> batches = new ArrayList<>();
    try (Batches epoch = data.training(run.seed()).batches(spec, run.seed())) {
      for (Optional<Batch> batch = epoch.at(0, 0);
          batch.isPresent();
          batch = epoch.at(0, batches.size())) {
        batches.add(batch.get());
      }
    }
    return new EpochSize(
        batches.size(),
        batches.stream().mapToLong(Batch::targetTokens).sum(),
        batches.stream().mapToLong(EpochSize::positions).max().orElse(0),
        data.trainPairs().stream().mapToInt(pair -> pair.source().length).max().orElse(1),
        data.trainPairs().stream().mapToInt(pair -> pair.target().length).max().orElse(1));
  }

  private static EpochSize ofStream(BatchSpec spec, ExampleStream.Summary text) {
    long targetTokens = text.targetTokens() + text.examples();
    int longestTarget = text.longestTarget() + 1;
    boolean sentences = spec.unit() == BatchSpec.Unit.SENTENCES;
    long size = sentences ? text.examples() : targetTokens;
    return new EpochSize(
        (int) ((size + spec.size() - 1) / spec.size()),
        targetTokens,
        sentences
            ? (long) Math.min(spec.size(), text.examples()) * longestTarget
            : Math.max(spec.size(), longestTarget),
        text.longestSource() + 1,
        longestTarget);
  }

  private static long positions(Batch batch) {
    int longest = Arrays.stream(batch.targets()).mapToInt(target -> target.length).max().orElse(0);
    return (long) batch.size() * longest;
  }

  /** Optimizer steps of the epoch. */
  public long steps(TrainingSpec training) {
    return ((long) batches + training.accumulate() - 1) / training.accumulate();
  }

  /** Optimizer steps of a run without early stopping; empty if the budget is in seconds. */
  public Optional<Long> stepsOfRun(TrainingSpec training) {
    BudgetSpec budget = training.budget();
    long inEpoch = steps(training);
    return budget
        .steps()
        .or(() -> budget.epochs().map(epochs -> epochs * inEpoch))
        .or(() -> budget.tokens().map(n -> (long) Math.ceil((double) n * inEpoch / targetTokens)));
  }
}
