package io.seqlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TaskScoresTest {
  private static final Offset<Double> EXACT = within(1e-12);

  private static TaskScores scores(double[]... tasks) {
    return new TaskScores(tasks);
  }

  /** Scores of up to 5 tasks with up to 6 runs each, in steps of 0.1, so that some are equal. */
  private static TaskScores random(int tasks, long seed) {
    Random random = new Random(seed);
    double[][] scores = new double[tasks][];
    Arrays.setAll(
        scores,
        m -> random.doubles(1 + random.nextInt(6)).map(x -> Math.round(10 * x) / 10.0).toArray());
    return new TaskScores(scores);
  }

  private static TaskScores map(TaskScores all, DoubleUnaryOperator change) {
    return new TaskScores(
        Arrays.stream(all.tasks())
            .map(runs -> Arrays.stream(runs).map(change).toArray())
            .toArray(double[][]::new));
  }

  /** By hand: 8 runs, the lowest and highest two are trimmed; (0.3 + 0.4 + 0.5 + 0.9) / 4. */
  @Test
  void interquartileMeanIsThatOfTheMiddleHalfOfAllTasks() {
    TaskScores two = scores(new double[] {0.9, 0, 0.5, 1}, new double[] {0.1, 0.4, 0.3, 1});
    assertThat(two.interquartileMean()).isCloseTo(0.525, EXACT);
  }

  /**
   * By hand: of 3 runs of weight 1/3 each, the outer ones keep 1/12 and the middle one 1/3: (0.1/12
   * + 0.4/3 + 1/12) / (1/2).
   */
  @Test
  void interquartileMeanTrimsScoresInPart() {
    assertThat(scores(new double[] {1, 0.1, 0.4}).interquartileMean()).isCloseTo(0.45, EXACT);
    assertThat(scores(new double[] {0.2, 0.6}).interquartileMean()).isCloseTo(0.4, EXACT);
    assertThat(scores(new double[] {0.7}).interquartileMean()).isEqualTo(0.7);
  }

  /**
   * By hand: the runs of the first task have weight 1/4 each, the four of the second 1/8: sorted 0
   * (1/8), 0.2 (1/8) are trimmed, 0.4 (1/4), 0.6 (1/4) are kept, 0.8 (1/8), 1 (1/8) are trimmed.
   */
  @Test
  void everyTaskHasTheSameWeight() {
    TaskScores uneven = scores(new double[] {0.6, 0.4}, new double[] {0, 0.2, 0.8, 1});
    assertThat(uneven.interquartileMean()).isCloseTo(0.5, EXACT);
    assertThat(uneven.fractionAbove(0.5)).isEqualTo((1 / 2.0 + 2 / 4.0) / 2);
    assertThat(uneven.fractionAbove(0.6)).as("strictly above").isEqualTo((0 + 2 / 4.0) / 2);
  }

  /** By hand: task 1: 0.5 over 0.1, tie with 0.5: 1.5 of 2; task 2: 0.2 below both, 0.9: 2 of 4. */
  @Test
  void probabilityOfImprovementCountsTiesHalf() {
    TaskScores one = scores(new double[] {0.5}, new double[] {0.2, 0.9});
    TaskScores other = scores(new double[] {0.1, 0.5}, new double[] {0.3, 0.8});
    assertThat(one.probabilityOfImprovement(other)).isCloseTo((0.75 + 0.5) / 2, EXACT);
    assertThat(one.probabilityOfImprovement(one)).isEqualTo(0.5);
  }

  @Property(tries = 200)
  void statisticsOfEqualScoresAreExact(
      @ForAll @IntRange(min = 1, max = 5) int tasks, @ForAll long seed) {
    TaskScores same = map(random(tasks, seed), x -> 0.1 + 0.2);
    assertThat(same.interquartileMean()).isEqualTo(0.1 + 0.2);
    assertThat(same.fractionAbove(0)).isEqualTo(1);
    assertThat(same.fractionAbove(0.1 + 0.2)).isZero();
    assertThat(map(same, x -> 1).probabilityOfImprovement(same)).isEqualTo(1);
  }

  @Property(tries = 200)
  void statisticsFollowTheScale(@ForAll @IntRange(min = 1, max = 5) int tasks, @ForAll long seed) {
    TaskScores all = random(tasks, seed);
    TaskScores other = random(tasks, ~seed);
    double mean = all.interquartileMean();
    double better = all.probabilityOfImprovement(other);
    double[] pooled = Arrays.stream(all.tasks()).flatMapToDouble(Arrays::stream).toArray();
    assertThat(mean)
        .isBetween(Arrays.stream(pooled).min().orElse(0), Arrays.stream(pooled).max().orElse(0));
    assertThat(map(all, x -> 3 * x - 1).interquartileMean()).isCloseTo(3 * mean - 1, EXACT);
    assertThat(map(all, x -> -x).interquartileMean()).isCloseTo(-mean, EXACT);
    assertThat(other.probabilityOfImprovement(all)).isCloseTo(1 - better, EXACT);
    assertThat(map(all, Math::exp).probabilityOfImprovement(map(other, Math::exp)))
        .as("any increasing scale")
        .isEqualTo(better);
  }

  @Property(tries = 200)
  void orderOfTasksAndRunsDoesNotMatter(
      @ForAll @IntRange(min = 1, max = 5) int tasks, @ForAll long seed) {
    TaskScores all = random(tasks, seed);
    TaskScores reversed = reversed(all);
    assertThat(reversed.interquartileMean()).isCloseTo(all.interquartileMean(), EXACT);
    assertThat(reversed.fractionAbove(0.5)).isCloseTo(all.fractionAbove(0.5), EXACT);
    TaskScores other = random(tasks, ~seed);
    assertThat(reversed.probabilityOfImprovement(reversed(other)))
        .isCloseTo(all.probabilityOfImprovement(other), EXACT);
  }

  private static TaskScores reversed(TaskScores all) {
    double[][] tasks = new double[all.tasks().length][];
    Arrays.setAll(
        tasks,
        m -> {
          double[] runs = all.tasks()[tasks.length - 1 - m];
          double[] turned = new double[runs.length];
          Arrays.setAll(turned, i -> runs[runs.length - 1 - i]);
          return turned;
        });
    return new TaskScores(tasks);
  }

  @Test
  void refusesEmptyAndOtherTasks() {
    assertThatIllegalArgumentException().isThrownBy(TaskScoresTest::scores);
    assertThatIllegalArgumentException().isThrownBy(() -> scores(new double[] {1}, new double[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random(2, 1).probabilityOfImprovement(random(3, 1)));
  }
}
