package io.seqlab.study.plan;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.config.training.BatchSpec;
import io.seqlab.data.TaskData;
import io.seqlab.data.Vocabularies;
import io.seqlab.result.record.PlannedRuns;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sizes of a study's data, models and runs, determined without training.
 *
 * @param runs number of selected runs
 * @param data one entry per task; a grid may define several tasks
 */
public record StudyCheck(
    StudySpec study, long runs, List<DataSize> data, List<VariantSize> variants) {

  /**
   * The data of a task.
   *
   * @param name first variant that uses the task
   * @param seed of the runs that use these examples, if each seed has its own
   * @param task of its runs
   * @param sourceVocabulary size of the source vocabulary, special tokens included
   * @param targetVocabulary size of the target vocabulary, special tokens included
   */
  public record DataSize(
      String name,
      Optional<Long> seed,
      TaskSpec task,
      List<SplitSummary> splits,
      int sourceVocabulary,
      int targetVocabulary) {}

  /**
   * The size of a model at a grid point, and of its runs.
   *
   * @param memory estimated peak memory
   * @param stepsInEpoch optimizer steps of the first epoch
   * @param steps optimizer steps of a run without early stopping; empty if the budget is in seconds
   * @param seconds training budget, if it is in seconds
   * @param width matched width, if the study matches parameters
   */
  public record VariantSize(
      String name,
      int runs,
      long parameters,
      MemoryEstimate memory,
      long stepsInEpoch,
      Optional<Long> steps,
      Optional<Double> seconds,
      Optional<MatchedWidth> width) {}

  /** Loads the data of a study and counts the parameters of its models. */
  public static StudyCheck of(StudySpec study, List<RunFilter> only) {
    return of(study, StudyPlan.of(study, only));
  }

  public static StudyCheck of(StudySpec study, StudyPlan plan) {
    SearchPlan.of(study); // rejects trials that cannot be drawn
    return new StudyCheck(study, plan.runs().size(), data(study, plan), variants(plan));
  }

  static List<VariantSize> variants(StudyPlan plan) {
    Sizes sizes = new Sizes(plan);
    return plan.variants().stream().map(sizes::of).toList();
  }

  /** Sizes of variants; what several have in common is counted once. */
  private static final class Sizes {
    private record ModelOfTask(ModelSpec model, TaskSpec task) {}

    private record BatchesOfTask(BatchSpec batch, long seed, TaskSpec task) {}

    private final StudyPlan plan;
    private final Map<TaskSpec, TaskSize> tasks = new HashMap<>();
    private final Map<ModelOfTask, Long> parameters = new HashMap<>();
    private final Map<BatchesOfTask, EpochSize> epochs = new HashMap<>();

    Sizes(StudyPlan plan) {
      this.plan = plan;
    }

    VariantSize of(StudyPlan.Variant variant) {
      RunSpec run = variant.first();
      TaskSpec task = run.task();
      StudyData data = plan.data().get(task);
      EpochSize epoch =
          epochs.computeIfAbsent(
              new BatchesOfTask(run.training().batch(), run.seed(), task),
              batches -> EpochSize.of(run, data));
      long count =
          parameters.computeIfAbsent(
              new ModelOfTask(run.definition(), task),
              model -> StudyPlan.parameters(run.definition(), data.vocabularies()));
      TaskSize size = tasks.computeIfAbsent(task, any -> TaskSize.of(task, data));
      return new VariantSize(
          variant.name(),
          variant.runs(),
          count,
          MemoryEstimate.of(run, size, epoch, count),
          epoch.steps(run.training()),
          epoch.stepsOfRun(run.training()),
          run.training().budget().seconds(),
          Optional.ofNullable(plan.widths().get(variant.name())));
    }
  }

  private static List<DataSize> data(StudySpec study, StudyPlan plan) {
    boolean ofEachSeed = PlannedRuns.haveExamplesOfEachSeed(study);
    Map<TaskSpec, DataSize> sizes = new LinkedHashMap<>();
    for (StudyPlan.Variant variant : plan.variants()) {
      RunSpec run = variant.first();
      Optional<Long> seed = ofEachSeed ? Optional.of(run.seed()) : Optional.empty();
      sizes.computeIfAbsent(
          run.task(), task -> dataSize(variant.name(), seed, task, plan.data().get(task)));
    }
    return List.copyOf(sizes.values());
  }

  private static DataSize dataSize(
      String name, Optional<Long> seed, TaskSpec task, StudyData data) {
    TaskData taskData = data.taskData();
    Vocabularies vocabularies = data.vocabularies();
    return new DataSize(
        name,
        seed,
        task,
        SplitSummary.ofEach(taskData, vocabularies),
        vocabularies.source().size(),
        vocabularies.target().size());
  }
}
