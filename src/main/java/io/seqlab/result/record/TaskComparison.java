package io.seqlab.result.record;

import java.util.List;

/**
 * Models compared over several tasks in one metric (Agarwal et al. 2021). Estimates have 95 %
 * percentile intervals of the stratified bootstrap over seeds; every task has the same weight.
 *
 * @param metric key of the metric, whose range is the same for all tasks
 * @param models in the order of the first study
 * @param improvements of every model over every earlier model
 */
public record TaskComparison(
    String metric, List<Task> tasks, List<ModelScores> models, List<Improvement> improvements) {
  public TaskComparison {
    tasks = List.copyOf(tasks);
    models = List.copyOf(models);
    improvements = List.copyOf(improvements);
  }

  /** A study, which is one task, with its number of seeds. */
  public record Task(String study, int seeds) {}

  /** An estimate and its interval. */
  public record Estimate(double value, double low, double high) {}

  /**
   * The scores of a model.
   *
   * @param model name with its grid point
   * @param sameDefinition whether all studies define the model alike
   * @param interquartileMean mean of the middle half of the scores of all runs
   * @param profile the performance profile, by ascending threshold
   */
  public record ModelScores(
      String model,
      boolean sameDefinition,
      Estimate interquartileMean,
      List<ProfilePoint> profile) {
    public ModelScores {
      profile = List.copyOf(profile);
    }
  }

  /** The fraction of runs with a score above a threshold, mean over tasks. */
  public record ProfilePoint(double threshold, Estimate fractionAbove) {}

  /**
   * The probability that a run of one model scores above a run of another on the same task, ties
   * counted half, mean over tasks.
   */
  public record Improvement(String model, String over, Estimate probability) {}
}
