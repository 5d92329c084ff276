package io.seqlab.study.estimate;

import io.seqlab.config.DecodingSpec;
import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.search.SearchSpec;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.config.training.BatchSpec;
import io.seqlab.config.training.TrainingSpec;
import io.seqlab.study.plan.EpochSize;
import io.seqlab.study.plan.MachineMemory;
import io.seqlab.study.plan.MemoryCheck;
import io.seqlab.study.plan.RunFilter;
import io.seqlab.study.plan.StudyCheck;
import io.seqlab.study.plan.StudyData;
import io.seqlab.study.plan.StudyPlan;
import io.seqlab.study.run.EngineEnvironment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
   * @param name of the model and grid point; of the rungs of its search, with their budget
   * @param runs one per seed, or the trials of a rung
   * @param tokensPerSecond target tokens in training, without padding
   * @param seconds of one run without early stopping: training, validation and, except for trials,
   *     test
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
      ModelSpec model,
      TaskSpec task,
      BatchSpec batch,
      int accumulate,
      DecodingSpec decoding,
      List<MetricName> metrics) {
    static CostKey of(RunSpec run) {
      TrainingSpec training = run.training();
      return new CostKey(
          run.definition(),
          run.task(),
          training.batch(),
          training.accumulate(),
          run.decoding(),
          run.metrics());
    }
  }

  /** Sizes a study, which must fit into the memory, and times a pilot run of each of its models. */
  public static StudyEstimate of(
      StudySpec study, List<RunFilter> only, int jobs, MachineMemory memory) {
    StudyPlan plan = StudyPlan.of(study, only);
    new MemoryCheck(memory, jobs).require(plan);
    int threads = EngineEnvironment.collect().threads();
    Map<CostKey, PilotRun> measured = new HashMap<>();
    List<VariantCost> costs = new ArrayList<>();
    Set<RunSpec> trained = new HashSet<>();
    for (StudyPlan.Variant variant : withTrials(plan.variants(), study)) {
      RunSpec run = variant.first();
      StudyData data = plan.data().get(run.task());
      PilotRun pilot =
          measured.computeIfAbsent(CostKey.of(run), key -> PilotRun.of(run, data, threads));
      costs.add(cost(variant, data, pilot, trained.add(run.trained())));
    }
    return new StudyEstimate(StudyCheck.of(study, plan), costs, threads, jobs);
  }

  /**
   * Estimated seconds of a run of each variant.
   *
   * @param threads per run
   */
  public static Map<String, Double> seconds(StudyPlan plan, int threads) {
    Map<CostKey, PilotRun> measured = new HashMap<>();
    Set<RunSpec> trained = new HashSet<>();
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (StudyPlan.Variant variant : plan.variants()) {
      RunSpec run = variant.first();
      StudyData data = plan.data().get(run.task());
      PilotRun pilot =
          measured.computeIfAbsent(CostKey.of(run), key -> PilotRun.of(run, data, threads));
      seconds.put(variant.name(), cost(variant, data, pilot, trained.add(run.trained())).seconds());
    }
    return seconds;
  }

  /** The variants, each preceded by the rungs of its search. */
  private static List<StudyPlan.Variant> withTrials(
      List<StudyPlan.Variant> variants, StudySpec study) {
    List<StudyPlan.Variant> all = new ArrayList<>();
    for (StudyPlan.Variant variant : variants) {
      if (study.search().isPresent()) {
        SearchSpec search = study.search().get();
        for (SearchSpec.Rung rung : search.rungs()) {
          String budget = rung.divisor() == 1 ? "" : " with 1/" + rung.divisor() + " of the budget";
          all.add(
              new StudyPlan.Variant(
                  variant.name() + ", search" + budget,
                  variant.first().asTrial(rung.divisor()),
                  rung.trials() * search.seeds().size()));
        }
      }
      all.add(variant);
    }
    return all;
  }

  /**
   * The cost of a variant.
   *
   * @param trains whether it trains; else it shares the training of an earlier one
   */
  private static VariantCost cost(
      StudyPlan.Variant variant, StudyData data, PilotRun pilot, boolean trains) {
    TrainingSpec training = variant.first().training();
    EpochSize epoch = EpochSize.of(variant.first(), data);
    double steps =
        training
            .budget()
            .seconds()
            .map(seconds -> seconds / pilot.secondsPerStep())
            .orElseGet(() -> (double) epoch.stepsOfRun(training).orElseThrow());
    double validations = trains ? Math.ceil(steps / training.validateEvery()) : 0;
    double tested = variant.first().isTrial() ? 0 : data.taskData().test().size();
    double examples = validations * data.taskData().valid().size() + tested;
    double tokensPerStep = (double) epoch.targetTokens() / epoch.steps(training);
    return new VariantCost(
        variant.name(),
        variant.runs(),
        tokensPerStep / pilot.secondsPerStep(),
        (trains ? steps : 0) * pilot.secondsPerStep() + examples * pilot.secondsPerExample(),
        pilot.peakMemoryMb());
  }

  /** Runs and trials of all variants. */
  public long runs() {
    return variants.stream().mapToLong(VariantCost::runs).sum();
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
