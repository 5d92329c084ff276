package io.seqlab.study.plan;

import io.seqlab.config.RunSpec;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.batch.Batcher;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The first pass of a run over its training examples.
 *
 * @param targetTokens real ones, end-of-sequence included
 * @param largestTarget target positions of the largest batch, padding included
 */
public record EpochSize(int batches, long targetTokens, long largestTarget) {

  public static EpochSize of(RunSpec run, StudyData examples) {
    Batcher batcher = new Batcher(examples.train(), run.training().batch(), run.seed());
    List<Batch> batches =
        IntStream.range(0, batcher.batchesInEpoch(0)).mapToObj(i -> batcher.batch(0, i)).toList();
    return new EpochSize(
        batches.size(),
        batches.stream().mapToLong(Batch::targetTokens).sum(),
        batches.stream().mapToLong(EpochSize::positions).max().orElse(0));
  }

  private static long positions(Batch batch) {
    int longest = Arrays.stream(batch.targets()).mapToInt(target -> target.length).max().orElse(0);
    return (long) batch.size() * longest;
  }

  /** Optimizer steps of the epoch. */
  public long steps(TrainingSpec training) {
    return (batches + training.accumulate() - 1L) / training.accumulate();
  }

  /** Optimizer steps of a run if nothing stops it early; empty if a clock decides. */
  public OptionalLong stepsOfRun(TrainingSpec training) {
    long inEpoch = steps(training);
    var budget = training.budget();
    if (budget.seconds().isPresent()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        budget
            .steps()
            .or(() -> budget.epochs().map(epochs -> epochs * inEpoch))
            .or(
                () ->
                    budget
                        .tokens()
                        .map(tokens -> (long) Math.ceil((double) tokens * inEpoch / targetTokens)))
            .orElseThrow());
  }
}
