package io.seqlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.cancellation.CancelledException;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.training.BudgetSpec;
import io.seqlab.config.training.ScheduleSpec;
import io.seqlab.config.training.SgdSpec;
import io.seqlab.model.ModelSpecs;
import io.seqlab.train.CopyTask.Listener;
import io.seqlab.train.CopyTask.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The training loop on a small copy task. */
class TrainerTest {
  private static final ModelSpec ATTENTION =
      spec(
          "{type: rnn, cell: gru, hidden: 8, bidirectional: true, dropout: 0.3}",
          "{type: rnn, cell: lstm, hidden: 12, attention: bahdanau, dropout: 0.3}");
  private static final String HALF =
      "{type: transformer, d_model: 16, heads: 2, layers: 1, ff: 24, dropout: 0.3}";
  private static final ModelSpec TRANSFORMER = spec(HALF, HALF);
  private static final ModelSpec WITHOUT_DROPOUT =
      spec("{type: rnn, cell: gru, hidden: 12}", "{type: rnn, cell: gru, hidden: 12}");

  @TempDir Path home;

  private static ModelSpec spec(String encoder, String decoder) {
    return ModelSpecs.parse("{encoder: %s, decoder: %s}".formatted(encoder, decoder));
  }

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of("attention", ATTENTION), Arguments.of("transformer", TRANSFORMER));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void lossDecreasesAndSeedDeterminesWeights(String name, ModelSpec model) throws IOException {
    CopyTask task = CopyTask.of(model, 60);
    Listener listener = new Listener();
    Outcome first = task.run(home.resolve("first"), listener);
    assertThat(meanLoss(listener, 50, 60)).isLessThan(0.8 * meanLoss(listener, 0, 10));
    assertSame(task.run(home.resolve("second"), new Listener()), first);
  }

  private static double meanLoss(Listener listener, int from, int to) {
    return listener.steps.subList(from, to).stream()
        .mapToDouble(TrainingListener.StepReport::loss)
        .average()
        .orElseThrow();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void resumedRunEqualsUninterruptedRun(String name, ModelSpec model) throws IOException {
    CopyTask task = CopyTask.of(model, 47);
    Listener listener = new Listener();
    Outcome uninterrupted = task.run(home.resolve("whole"), listener);
    assertThat(assertResumes(task, uninterrupted, state -> 1.0 / state.step()))
        .isEqualTo(listener.trainLosses);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void resumedRunEqualsUninterruptedRunWithPlateauAndEarlyStopping(String name, ModelSpec model)
      throws IOException {
    CopyTask task = CopyTask.of(model, 200).schedule(new ScheduleSpec.Plateau(0.5, 2, 0.0), 5);
    Listener listener = new Listener(TrainerTest::bestAtTwenty, step -> false);
    Outcome uninterrupted = task.run(home.resolve("whole"), listener);
    assertThat(uninterrupted.state().step()).isEqualTo(70); // five validations after the best
    assertThat(uninterrupted.state().reductions()).isEqualTo(2);
    assertThat(listener.steps.get(39).learningRate()).isEqualTo(1e-2);
    assertThat(listener.steps.get(40).learningRate()).isEqualTo(5e-3);
    assertThat(listener.steps.get(60).learningRate()).isEqualTo(2.5e-3);
    assertResumes(task, uninterrupted, TrainerTest::bestAtTwenty);
  }

  private static double bestAtTwenty(TrainingState state) {
    return Math.abs(state.step() - 20);
  }

  /**
   * Cancels between validations, then after a validation, then runs to the end; no step runs twice.
   * Returns the reported training losses.
   */
  private List<Double> assertResumes(
      CopyTask task, Outcome uninterrupted, ToDoubleFunction<TrainingState> score)
      throws IOException {
    Path folder = home.resolve("stopped");
    Listener first = new Listener(score, s -> s == 13);
    assertThat(task.run(folder, first).state().step()).isEqualTo(13);
    Listener second = new Listener(score, s -> s == 30);
    task.run(folder, second);
    assertThat(second.steps.get(0).state().step()).isEqualTo(14);
    Listener third = new Listener(score, s -> false);
    Outcome end = task.run(folder, third);
    assertSame(end, uninterrupted);
    assertThat(withoutTime(end.state())).isEqualTo(withoutTime(uninterrupted.state()));
    Listener nothing = new Listener(score, s -> false);
    assertSame(task.run(folder, nothing), uninterrupted);
    assertThat(nothing.steps).isEmpty();
    return Stream.of(first, second, third).flatMap(l -> l.trainLosses.stream()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void interruptedValidationIsRepeated(String name, ModelSpec model) throws IOException {
    CopyTask task = CopyTask.of(model, 40).schedule(new ScheduleSpec.Plateau(0.5, 1, 0.0), 9);
    Listener whole = new Listener(TrainerTest::bestAtTwenty, step -> false);
    Outcome uninterrupted = task.run(home.resolve("whole"), whole);
    Path folder = home.resolve("stopped");
    List<Double> trainLosses = new ArrayList<>();
    for (long at : new long[] {10, 20, 40}) { // the last validation is that of the last step
      for (boolean scored : new boolean[] {false, true}) {
        Listener stopped = stoppedInValidation(at, scored);
        assertThat(task.run(folder, stopped).state().step()).isEqualTo(at);
        assertThat(stopped.ended).isTrue();
        trainLosses.addAll(stopped.trainLosses);
      }
    }
    Listener last = new Listener(TrainerTest::bestAtTwenty, step -> false);
    Outcome end = task.run(folder, last);
    trainLosses.addAll(last.trainLosses);
    assertThat(last.steps).isEmpty();
    assertThat(trainLosses).isEqualTo(whole.trainLosses);
    assertSame(end, uninterrupted);
    assertThat(withoutTime(end.state())).isEqualTo(withoutTime(uninterrupted.state()));
    assertThat(
            withoutTime(
                new Checkpoint(folder.resolve("latest"), CheckpointOrigin.NONE).readState()))
        .isEqualTo(withoutTime(uninterrupted.state()));
  }

  /** Interrupted at a step: while scores are computed, or afterwards, before they are recorded. */
  private static Listener stoppedInValidation(long at, boolean scored) {
    return new Listener(TrainerTest::bestAtTwenty, step -> false) {
      @Override
      public Map<MetricName, Double> validate(TrainingState state) {
        return scored ? super.validate(state) : interrupt(state, super.validate(state));
      }

      @Override
      public void onValidation(
          TrainingState state, double rate, double trainLoss, Map<MetricName, Double> scores) {
        super.onValidation(state, rate, trainLoss, interrupt(state, scores));
      }

      private Map<MetricName, Double> interrupt(
          TrainingState state, Map<MetricName, Double> scores) {
        if (state.step() == at) {
          throw new CancelledException();
        }
        return scores;
      }
    };
  }

  private static TrainingState withoutTime(TrainingState s) {
    return new TrainingState(
        s.step(),
        s.epoch(),
        s.batch(),
        s.tokens(),
        0,
        s.best(),
        s.bestStep(),
        s.stale(),
        s.reductions(),
        s.sinceReduction(),
        s.lossSum(),
        s.lossTokens());
  }

  private static void assertSame(Outcome actual, Outcome expected) {
    assertThat(actual.weights().keySet()).isEqualTo(expected.weights().keySet());
    actual
        .weights()
        .forEach((name, w) -> assertThat(w).as(name).isEqualTo(expected.weights().get(name)));
  }

  @Test
  void stepBudgetEndsWithValidation() throws IOException {
    Listener listener = new Listener();
    CopyTask.of(WITHOUT_DROPOUT, 23).run(home, listener);
    assertThat(listener.steps).hasSize(23);
    assertThat(listener.validations).containsExactly(10L, 20L, 23L);
    assertThat(listener.steps.get(22).fraction()).isEqualTo(1);
  }

  @Test
  void epochBudgetUsesEveryExampleOncePerEpoch() throws IOException {
    CopyTask task = CopyTask.of(WITHOUT_DROPOUT, 1);
    Optional<Long> none = Optional.empty();
    Outcome end =
        task.budget(new BudgetSpec(none, Optional.of(3L), none, Optional.empty()))
            .run(home, new Listener());
    assertThat(end.state().step()).isEqualTo(3 * 8); // 60 examples in batches of 8
    assertThat(end.state().epoch()).isEqualTo(3);
    long tokens = task.pairs().stream().mapToLong(pair -> pair.target().length).sum();
    assertThat(end.state().tokens()).isEqualTo(3 * tokens);
  }

  @Test
  void tokenBudgetEndsAtTheStepThatReachesIt() throws IOException {
    Optional<Long> none = Optional.empty();
    Listener listener = new Listener();
    Outcome end =
        CopyTask.of(WITHOUT_DROPOUT, 1)
            .budget(new BudgetSpec(none, none, Optional.of(500L), Optional.empty()))
            .run(home, listener);
    int steps = listener.steps.size();
    assertThat(end.state().tokens()).isGreaterThanOrEqualTo(500);
    assertThat(listener.steps.get(steps - 2).state().tokens()).isLessThan(500);
  }

  @Test
  void timeBudgetEndsAtTheStepThatReachesIt() throws IOException {
    Optional<Long> none = Optional.empty();
    Listener listener = new Listener();
    Outcome end =
        CopyTask.of(WITHOUT_DROPOUT, 1)
            .budget(new BudgetSpec(none, none, none, Optional.of(0.2)))
            .run(home, listener);
    assertThat(end.state().seconds()).isGreaterThanOrEqualTo(0.2);
    if (listener.steps.size() > 1) {
      assertThat(listener.steps.get(listener.steps.size() - 2).state().seconds()).isLessThan(0.2);
    }
  }

  @Test
  void accumulatedBatchesEqualOneLargeBatch() throws IOException {
    SgdSpec sgd = new SgdSpec(0.5, 0.9, 0);
    CopyTask task = CopyTask.of(WITHOUT_DROPOUT, 12);
    Outcome large = task.unsorted(8, 1, sgd).run(home.resolve("large"), new Listener());
    Outcome small = task.unsorted(4, 2, sgd).run(home.resolve("small"), new Listener());
    assertThat(small.state().tokens()).isEqualTo(large.state().tokens());
    large
        .weights()
        .forEach(
            (name, values) ->
                assertThat(small.weights().get(name))
                    .as(name)
                    .containsExactly(values, Offset.offset(1e-5f)));
  }

  @Test
  void nonFiniteLossKeepsLastCheckpoint() throws IOException {
    Listener breaking =
        new Listener() {
          @Override
          public void onStep(StepReport step) throws IOException {
            super.onStep(step);
            if (step.state().step() == 13) {
              setNan();
            }
          }
        };
    CopyTask task = CopyTask.of(WITHOUT_DROPOUT, 40);
    assertThatThrownBy(() -> task.run(home, breaking))
        .isInstanceOf(NonFiniteLossException.class)
        .hasMessageContainingAll("step 14", "batch 6", "learning_rate");
    Outcome atTen = CopyTask.of(WITHOUT_DROPOUT, 10).run(home.resolve("ten"), new Listener());
    Outcome kept = CopyTask.of(WITHOUT_DROPOUT, 10).run(home, new Listener()); // nothing left to do
    assertSame(kept, atTen);
  }

  @Test
  void bestCheckpointIsOfBestValidation() throws IOException {
    Listener listener = new Listener(TrainerTest::bestAtTwenty, step -> false);
    CopyTask.of(WITHOUT_DROPOUT, 40).run(home.resolve("whole"), listener);
    assertThat(new Checkpoint(home.resolve("whole/best"), CheckpointOrigin.NONE).readState().step())
        .isEqualTo(20);
    assertThat(
            new Checkpoint(home.resolve("whole/latest"), CheckpointOrigin.NONE).readState().step())
        .isEqualTo(40);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void numberOfArraysIsConstant(String name, ModelSpec model) throws IOException {
    Map<Long, Integer> live = new TreeMap<>();
    Listener counting =
        new Listener() {
          @Override
          public void onStep(StepReport step) {
            live.put(step.state().step(), manager.getManagedArrays().size());
          }
        };
    CopyTask.of(model, 300).run(home, counting);
    assertThat(live.get(50L)).isPositive();
    assertThat(LongStream.rangeClosed(50, 300).map(s -> live.get(s)).distinct()).hasSize(1);
  }
}
