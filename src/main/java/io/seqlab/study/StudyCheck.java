package io.seqlab.study;

import io.seqlab.config.AdamSpec;
import io.seqlab.config.BudgetSpec;
import io.seqlab.config.ModelSpec;
import io.seqlab.config.OptimizerSpec;
import io.seqlab.config.SgdSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.TrainingSpec;
import io.seqlab.data.Batch;
import io.seqlab.data.Batcher;
import io.seqlab.data.Corpus;
import io.seqlab.data.Example;
import io.seqlab.data.Pair;
import io.seqlab.data.SplitExamples;
import io.seqlab.data.Vocabularies;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * What a study would run and what that would cost, from reading its data and building its models;
 * nothing is trained.
 *
 * @param runs how many there are of those asked for
 * @param sourceVocabulary tokens of the source, special ones included
 * @param targetVocabulary tokens of the target, special ones included
 * @param stepsInEpoch optimizer steps of the first epoch
 * @param steps optimizer steps of a run if nothing stops it early; empty if a clock decides
 */
public record StudyCheck(
    StudySpec study,
    long runs,
    List<SplitSummary> splits,
    int sourceVocabulary,
    int targetVocabulary,
    long stepsInEpoch,
    OptionalLong steps,
    List<ModelSize> models) {
  private static final int BYTES = 4; // of a number in single precision

  /**
   * The size of a model.
   *
   * @param memory bytes that training holds at the least: weights, gradients, what the optimizer
   *     keeps, and the logits of the largest batch with their gradient
   */
  public record ModelSize(String name, long parameters, long memory) {}

  /** Reads the data of a study, and sizes its models. */
  public static StudyCheck of(StudySpec study, List<Only> only) {
    Examples examples = Examples.load(study.task());
    LearnedPositions.require(study, examples.corpus());
    Vocabularies vocabularies = examples.vocabularies();
    List<Batch> epoch = epoch(examples.train(), study);
    int target = vocabularies.target().size();
    long logits = 2L * BYTES * target * largestTarget(epoch);
    List<ModelSize> models = new ArrayList<>();
    study
        .models()
        .forEach(
            (name, spec) -> {
              long parameters = parameters(spec, vocabularies.source().size(), target);
              long kept = BYTES * parameters * (2 + moments(study.training().optimizer()));
              models.add(new ModelSize(name, parameters, kept + logits));
            });
    int accumulate = study.training().accumulate();
    long steps = (epoch.size() + accumulate - 1L) / accumulate;
    return new StudyCheck(
        study,
        runs(study, only),
        splits(examples.corpus()),
        vocabularies.source().size(),
        target,
        steps,
        steps(study.training(), steps, epoch),
        models);
  }

  private static long runs(StudySpec study, List<Only> only) {
    return StudyRunner.keys(study).stream()
        .filter(key -> Only.any(only, key.model(), key.seed()))
        .count();
  }

  private static List<Batch> epoch(List<Pair> pairs, StudySpec study) {
    Batcher batcher = new Batcher(pairs, study.training().batch(), study.seeds().get(0));
    return IntStream.range(0, batcher.batchesInEpoch(0))
        .mapToObj(i -> batcher.batch(0, i))
        .toList();
  }

  /** Target positions of the largest batch, padding included. */
  private static long largestTarget(List<Batch> batches) {
    return batches.stream()
        .mapToLong(
            b ->
                b.size()
                    * IntStream.range(0, b.size())
                        .mapToLong(i -> b.targets()[i].length)
                        .max()
                        .orElse(0))
        .max()
        .orElse(0);
  }

  private static long parameters(ModelSpec spec, int source, int target) {
    return ParameterShapes.count(ParameterShapes.of(spec, source, target));
  }

  /** Numbers that the optimizer keeps for each parameter. */
  private static int moments(OptimizerSpec optimizer) {
    if (optimizer instanceof AdamSpec) {
      return 2;
    }
    return ((SgdSpec) optimizer).momentum() > 0 ? 1 : 0;
  }

  private static OptionalLong steps(TrainingSpec training, long inEpoch, List<Batch> epoch) {
    BudgetSpec budget = training.budget();
    if (budget.seconds().isPresent()) {
      return OptionalLong.empty();
    }
    long tokensInEpoch = epoch.stream().mapToLong(Batch::targetTokens).sum();
    double epochs = budget.tokens().map(t -> (double) t / tokensInEpoch).orElse(0.0);
    return OptionalLong.of(
        budget
            .steps()
            .or(() -> budget.epochs().map(e -> e * inEpoch))
            .orElse((long) Math.ceil(epochs * inEpoch)));
  }

  private static List<SplitSummary> splits(Corpus corpus) {
    return List.of(
        split("train", corpus.train()),
        split("valid", corpus.valid()),
        split("test", corpus.test()));
  }

  private static SplitSummary split(String name, List<Example> examples) {
    return SplitSummary.of(name, new SplitExamples(examples, 0, 0));
  }
}
