package io.seqlab.study.plan;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.training.AdamSpec;
import io.seqlab.config.training.OptimizerSpec;
import io.seqlab.config.training.SgdSpec;
import io.seqlab.data.TaskData;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.SplitExamples;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a study would run and what that would cost, from reading its data and building its models;
 * nothing is trained.
 *
 * @param runs how many there are of those asked for
 * @param tasks one, or as many as the grid makes
 */
public record StudyCheck(
    StudySpec study, long runs, List<TaskSize> tasks, List<VariantSize> variants) {
  private static final int BYTES = 4; // of a number in single precision

  /**
   * The data of a task.
   *
   * @param name its first variant
   * @param sourceVocabulary tokens of the source, special ones included
   * @param targetVocabulary tokens of the target, special ones included
   */
  public record TaskSize(
      String name, List<SplitSummary> splits, int sourceVocabulary, int targetVocabulary) {}

  /**
   * The size of a model at a point of the grid, and of its runs.
   *
   * @param memory bytes that training holds at the least: weights, gradients, what the optimizer
   *     keeps, and the logits of the largest batch with their gradient
   * @param stepsInEpoch optimizer steps of the first epoch
   * @param steps optimizer steps of a run if nothing stops it early; empty if a clock decides
   * @param seconds of training, if a clock decides
   * @param width that was chosen, if the study matches models
   */
  public record VariantSize(
      String name,
      int runs,
      long parameters,
      long memory,
      long stepsInEpoch,
      OptionalLong steps,
      OptionalDouble seconds,
      Optional<MatchedWidth> width) {}

  /** Reads the data of a study, and sizes its models. */
  public static StudyCheck of(StudySpec study, List<RunFilter> only) {
    return of(study, StudyPlan.of(study, only));
  }

  public static StudyCheck of(StudySpec study, StudyPlan plan) {
    List<VariantSize> sizes = plan.variants().stream().map(variant -> size(variant, plan)).toList();
    return new StudyCheck(study, plan.runs().size(), tasks(plan), sizes);
  }

  private static VariantSize size(StudyPlan.Variant variant, StudyPlan plan) {
    RunSpec run = variant.first();
    StudyData examples = plan.examples().get(run.task());
    EpochSize epoch = EpochSize.of(run, examples);
    long parameters = StudyPlan.parameters(run.definition(), examples.vocabularies());
    long kept = BYTES * parameters * (2 + moments(run.training().optimizer()));
    long logits = 2L * BYTES * examples.vocabularies().target().size() * epoch.largestTarget();
    return new VariantSize(
        variant.name(),
        variant.runs(),
        parameters,
        kept + logits,
        epoch.steps(run.training()),
        epoch.stepsOfRun(run.training()),
        run.training().budget().seconds().map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        Optional.ofNullable(plan.widths().get(variant.name())));
  }

  /** Numbers that the optimizer keeps for each parameter. */
  private static int moments(OptimizerSpec optimizer) {
    if (optimizer instanceof AdamSpec) {
      return 2;
    }
    return ((SgdSpec) optimizer).momentum() > 0 ? 1 : 0;
  }

  private static List<TaskSize> tasks(StudyPlan plan) {
    return plan.variants().stream()
        .filter(
            variant ->
                plan.variants().stream()
                    .filter(other -> other.first().task().equals(variant.first().task()))
                    .findFirst()
                    .filter(variant::equals)
                    .isPresent())
        .map(variant -> task(variant.name(), plan.examples().get(variant.first().task())))
        .toList();
  }

  private static TaskSize task(String name, StudyData examples) {
    TaskData corpus = examples.corpus();
    Vocabularies vocabularies = examples.vocabularies();
    return new TaskSize(
        name,
        List.of(
            split("train", corpus.train()),
            split("valid", corpus.valid()),
            split("test", corpus.test())),
        vocabularies.source().size(),
        vocabularies.target().size());
  }

  private static SplitSummary split(String name, List<Example> examples) {
    return SplitSummary.of(name, new SplitExamples(examples, 0, 0));
  }
}
