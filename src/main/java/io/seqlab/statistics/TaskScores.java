package io.seqlab.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The scores of the runs of one model on M tasks, and their statistics (Agarwal et al. 2021, "Deep
 * Reinforcement Learning at the Edge of the Statistical Precipice", section 4). Higher scores are
 * better, and those of all tasks have the same range. Each task has the same weight: a run has the
 * weight 1/(M·n), where n is the number of runs on its task.
 *
 * @param tasks the scores of each task, one for each run; no task is empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TaskScores(double[]... tasks) {
  private static final double TRIMMED = 0.25;

  public TaskScores {
    if (tasks.length == 0 || Arrays.stream(tasks).anyMatch(runs -> runs.length == 0)) {
      throw new IllegalArgumentException("a task without scores");
    }
  }

  private record Weighted(double score, double weight) {}

  /**
   * The interquartile mean: the mean of the middle half of the scores of all tasks together. Of the
   * sorted scores a quarter of the total weight is trimmed at each end, from a score on the edge
   * only in part. If 4 divides the number of runs, which is the same for all tasks, it equals the
   * mean without the ⌊Mn/4⌋ lowest and highest scores.
   */
  public double interquartileMean() {
    List<Weighted> sorted = new ArrayList<>();
    for (double[] runs : tasks) {
      double weight = 1.0 / (tasks.length * runs.length);
      Arrays.stream(runs).mapToObj(x -> new Weighted(x, weight)).forEach(sorted::add);
    }
    sorted.sort(Comparator.comparingDouble(Weighted::score));
    double origin = sorted.get(sorted.size() / 2).score(); // equal scores give exactly this mean
    double from = 0;
    double sum = 0;
    for (Weighted each : sorted) {
      double to = from + each.weight();
      double kept = Math.min(to, 1 - TRIMMED) - Math.max(from, TRIMMED);
      sum += Math.max(0, kept) * (each.score() - origin);
      from = to;
    }
    return origin + sum / (1 - 2 * TRIMMED);
  }

  /**
   * One point of the performance profile (Dolan and Moré 2002): the fraction of runs with a score
   * above τ, mean over tasks: 1/M Σₘ 1/n Σᵢ 1[xₘᵢ &gt; τ].
   */
  public double fractionAbove(double tau) {
    double sum = 0;
    for (double[] runs : tasks) {
      int above = 0;
      for (double x : runs) {
        above += x > tau ? 1 : 0;
      }
      sum += (double) above / runs.length;
    }
    return sum / tasks.length;
  }

  /**
   * The probability of improvement P(X &gt; Y): that of a random run of this model to score above a
   * random run of the other on the same task, ties counted half, mean over tasks: 1/M Σₘ U/(n·k),
   * where U is the statistic of Mann and Whitney (1947).
   *
   * @param other scores of another model on the same tasks
   */
  public double probabilityOfImprovement(TaskScores other) {
    if (other.tasks.length != tasks.length) {
      throw new IllegalArgumentException("scores of other tasks");
    }
    double sum = 0;
    for (int m = 0; m < tasks.length; m++) {
      sum += u(tasks[m], other.tasks[m]) / tasks[m].length / other.tasks[m].length;
    }
    return sum / tasks.length;
  }

  private static double u(double[] xs, double[] ys) {
    double u = 0;
    for (double x : xs) {
      for (double y : ys) {
        u += x > y ? 1 : x == y ? 0.5 : 0;
      }
    }
    return u;
  }

  /** As many runs of each task, drawn with replacement. */
  TaskScores resample(UniformRandomProvider random) {
    return new TaskScores(
        Arrays.stream(tasks)
            .map(
                runs ->
                    random.ints(runs.length, 0, runs.length).mapToDouble(i -> runs[i]).toArray())
            .toArray(double[][]::new));
  }
}
