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
import io.seqlab.study.plan.MachineMemory;
import io.seqlab.study.plan.MemoryCheck;
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
 * Time and memory of a study, estimated from a {@link PilotRun} of each of its models, without its
 * probes.
 *
 * @param threads per run
 * @param jobs parallel runs
 */
public record StudyEstimate(StudyCheck check, List<VariantCost> variants, int threads, int jobs) {

  /**
   * The cost of a model at a grid point.
   *
   * @param runs one per seed
   * @param tokensPerSecond target tokens in training, without padding
   * @param seconds of one run without early stopping: training, validation and test
   * @param peakMemoryMb peak resident memory of the process, in MiB
   */
  public record VariantCost(
      String name, int runs, double tokensPerSecond, double seconds, double peakMemoryMb) {
    /** Seconds of all its runs in sequence. */
    public double totalSeconds() {
      return runs * seconds;
    }
  }

  /** The settings that determine the speed of a run; equal keys share a pilot run. */
  private record CostKey(
      ModelSpec model, TaskSpec task, BatchSpec batch, int accumulate, DecodingSpec decoding) {
    static CostKey of(RunSpec run) {
      TrainingSpec training = run.training();
      return new CostKey(
          run.definition(), run.task(), training.batch(), training.accumulate(), run.decoding());
    }
  }

  /** Sizes a study, which must fit into the memory, and times a pilot run of each of its models. */
  public static StudyEstimate of(
      StudySpec study, List<RunFilter> only, int jobs, MachineMemory memory) {
    StudyPlan plan = StudyPlan.of(study, only);
    new MemoryCheck(memory, jobs).require(plan);
    int threads = StudyRunner.environment().threads();
    Map<CostKey, PilotRun> measured = new HashMap<>();
    List<VariantCost> costs = new ArrayList<>();
    for (StudyPlan.Variant variant : plan.variants()) {
      RunSpec run = variant.first();
      StudyData data = plan.data().get(run.task());
      PilotRun pilot =
          measured.computeIfAbsent(CostKey.of(run), key -> PilotRun.of(run, data, threads));
      costs.add(cost(variant, data, pilot));
    }
    return new StudyEstimate(StudyCheck.of(study, plan), costs, threads, jobs);
  }

  private static VariantCost cost(StudyPlan.Variant variant, StudyData data, PilotRun pilot) {
    TrainingSpec training = variant.first().training();
    EpochSize epoch = EpochSize.of(variant.first(), data);
    double steps =
        training
            .budget()
            .seconds()
            .map(seconds -> seconds / pilot.secondsPerStep())
            .orElseGet(() -> (double) epoch.stepsOfRun(training).orElseThrow());
    double validations = Math.ceil(steps / training.validateEvery());
    double examples = validations * data.taskData().valid().size() + data.taskData().test().size();
    double tokensPerStep = (double) epoch.targetTokens() / epoch.steps(training);
    return new VariantCost(
        variant.name(),
        variant.runs(),
        tokensPerStep / pilot.secondsPerStep(),
        steps * pilot.secondsPerStep() + examples * pilot.secondsPerExample(),
        pilot.peakMemoryMb());
  }

  /** Seconds of all runs, evenly divided among the jobs; at least those of the longest run. */
  public double totalSeconds() {
    double longest = variants.stream().mapToDouble(VariantCost::seconds).reduce(0, Math::max);
    return Math.max(longest, variants.stream().mapToDouble(VariantCost::totalSeconds).sum() / jobs);
  }

  /** Total memory of the {@code jobs} largest runs, in MiB; NaN if unknown. */
  public double peakMemoryMb() {
    return variants.stream()
        .flatMap(cost -> Collections.nCopies(cost.runs(), cost.peakMemoryMb()).stream())
        .sorted(Comparator.reverseOrder())
        .limit(jobs)
        .mapToDouble(Double::doubleValue)
        .sum();
  }
}
