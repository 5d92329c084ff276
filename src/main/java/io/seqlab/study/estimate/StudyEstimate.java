package io.seqlab.study.estimate;

import io.seqlab.config.DecodingSpec;
import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.config.training.BatchSpec;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.study.StudyRunner;
import io.seqlab.study.plan.EpochSize;
import io.seqlab.study.plan.RunFilter;
import io.seqlab.study.plan.StudyCheck;
import io.seqlab.study.plan.StudyData;
import io.seqlab.study.plan.StudyPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a study would cost in time and memory, estimated from a short measured warm-up of each of
 * its models; nothing is kept of it. What probes take is not in it.
 *
 * @param threads it was measured with
 * @param jobs runs at once, each with so many threads
 */
public record StudyEstimate(StudyCheck check, List<VariantCost> variants, int threads, int jobs) {

  /**
   * The cost of a model at a point of the grid.
   *
   * @param runs of it, one a seed
   * @param tokensPerSecond real target tokens in training
   * @param seconds of one run if nothing stops it early: training, validations and test
   * @param peakMemoryMb largest resident memory of the process, in MiB
   */
  public record VariantCost(
      String name, int runs, double tokensPerSecond, double seconds, double peakMemoryMb) {
    /** Seconds of all its runs, one after the other. */
    public double totalSeconds() {
      return runs * seconds;
    }
  }

  /** What decides how fast a run is. */
  private record Load(
      ModelSpec model, TaskSpec task, BatchSpec batch, int accumulate, DecodingSpec decoding) {
    static Load of(RunSpec run) {
      TrainingSpec training = run.training();
      return new Load(
          run.definition(), run.task(), training.batch(), training.accumulate(), run.decoding());
    }
  }

  /** Sizes a study, and trains each of its models for a moment. */
  public static StudyEstimate of(StudySpec study, List<RunFilter> only, int jobs) {
    StudyPlan plan = StudyPlan.of(study, only);
    int threads = StudyRunner.environment().threads();
    Map<Load, PilotRun> measured = new HashMap<>();
    List<VariantCost> costs = new ArrayList<>();
    for (StudyPlan.Variant variant : plan.variants()) {
      RunSpec run = variant.first();
      StudyData examples = plan.examples().get(run.task());
      PilotRun warmUp =
          measured.computeIfAbsent(Load.of(run), load -> PilotRun.of(run, examples, threads));
      costs.add(cost(variant, examples, warmUp));
    }
    return new StudyEstimate(StudyCheck.of(study, plan), costs, threads, jobs);
  }

  private static VariantCost cost(StudyPlan.Variant variant, StudyData examples, PilotRun warmUp) {
    TrainingSpec training = variant.first().training();
    EpochSize epoch = EpochSize.of(variant.first(), examples);
    double steps =
        training
            .budget()
            .seconds()
            .map(seconds -> seconds / warmUp.secondsPerStep())
            .orElseGet(() -> (double) epoch.stepsOfRun(training).orElseThrow());
    double validations = Math.ceil(steps / training.validateEvery());
    double measured =
        validations * examples.corpus().valid().size() + examples.corpus().test().size();
    double tokensPerStep = (double) epoch.targetTokens() / epoch.steps(training);
    return new VariantCost(
        variant.name(),
        variant.runs(),
        tokensPerStep / warmUp.secondsPerStep(),
        steps * warmUp.secondsPerStep() + measured * warmUp.secondsPerExample(),
        warmUp.peakMemoryMb());
  }

  /** Seconds of all runs: shared evenly by the jobs, but no shorter than the longest run. */
  public double totalSeconds() {
    double longest = variants.stream().mapToDouble(VariantCost::seconds).reduce(0, Math::max);
    return Math.max(longest, variants.stream().mapToDouble(VariantCost::totalSeconds).sum() / jobs);
  }

  /** Memory of the runs that take most, as many as go on at once; NaN where it is not known. */
  public double peakMemoryMb() {
    return variants.stream()
        .flatMap(cost -> Collections.nCopies(cost.runs(), cost.peakMemoryMb()).stream())
        .sorted(Comparator.reverseOrder())
        .limit(jobs)
        .mapToDouble(Double::doubleValue)
        .sum();
  }
}
