package io.seqlab.train;

import static io.seqlab.train.TrainerTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.training.TeacherForcingSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.batch.Batch;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.model.ModelSpecs.Definition;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.NamedParameters;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.train.CopyTask.Listener;
import io.seqlab.train.CopyTask.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Teacher forcing with a share below 1 (scheduled sampling). */
class TeacherForcingTest {
  private static final int BOS = 2;

  @TempDir private Path home;

  private static TeacherForcingSpec spec(String yaml) {
    return SpecReader.read(yaml, "teacher_forcing", TeacherForcingSpec.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{share: 0.5} | 1 | 0.5",
        "{share: 0.5} | 1000 | 0.5",
        "{schedule: {type: linear, steps: 100, minimum: 0.2}} | 1 | 1",
        "{schedule: {type: linear, steps: 100, minimum: 0.2}} | 51 | 0.6",
        "{schedule: {type: linear, steps: 100, minimum: 0.2}} | 900 | 0.2",
        "{share: 0.8, schedule: {type: exponential, decay: 0.5, every: 10}} | 1 | 0.8",
        "{share: 0.8, schedule: {type: exponential, decay: 0.5, every: 10}} | 21 | 0.2",
        "{schedule: {type: inverse_sigmoid, k: 100.0}} | 1 | 0.990099",
        "{schedule: {type: inverse_sigmoid, k: 100.0}} | 462 | 0.498793",
        "{schedule: {type: inverse_sigmoid, k: 1.0}} | 100000 | 0"
      })
  void shareFollowsItsSchedule(String yaml, long step, double expected) {
    assertThat(TeacherForcing.share(spec(yaml), step)).isCloseTo(expected, within(1e-6));
  }

  @Test
  void unitOfTheChoiceIsTokenOrSentence() {
    boolean[][] tokens = new TeacherForcing(spec("{share: 0.3}"), 1, 1).draw(200, 50);
    assertThat(share(tokens)).isCloseTo(0.3, within(0.02));
    boolean[][] sentences =
        new TeacherForcing(spec("{share: 0.3, unit: sentence}"), 1, 1).draw(2000, 5);
    assertThat(share(sentences)).isCloseTo(0.3, within(0.03));
    for (boolean[] sentence : sentences) {
      for (boolean forced : sentence) {
        assertThat(forced).isEqualTo(sentence[0]);
      }
    }
  }

  private static double share(boolean[][] forced) {
    int count = 0;
    for (boolean[] row : forced) {
      for (boolean each : row) {
        count += each ? 1 : 0;
      }
    }
    return count / (double) (forced.length * forced[0].length);
  }

  static List<Definition> families() {
    return ModelSpecs.families();
  }

  /** The same as teacher forcing on a prefix of references and of the most probable tokens. */
  @ParameterizedTest
  @MethodSource("families")
  void logitsAndGradientsAreThoseOfTheTokensThatWereRead(Definition definition) {
    Random random = new Random(5);
    int[][] sources = ModelFixture.sequences(random, 3, 7);
    int[][] targets = ModelFixture.sequences(random, 3, 6);
    Batch batch = new Batch(new int[] {0, 1, 2}, sources, targets);
    try (ModelFixture fixture = new ModelFixture(definition.spec(), 9)) {
      for (String yaml : new String[] {"{share: 0.5}", "{share: 0.0}"}) {
        TeacherForcing forcing = new TeacherForcing(spec(yaml), 3, 1);
        boolean[][] forced = new TeacherForcing(spec(yaml), 3, 1).draw(3, width(targets));
        int[][] read = new int[3][width(targets)];
        Map<String, float[]> actual =
            gradients(
                fixture,
                targets,
                (scratch, pass) -> {
                  NDArray logits = forcing.logits(scratch, pass, fixture.model(), batch);
                  fill(read, logits, targets, forced);
                  return logits;
                },
                () -> {});
        Map<String, float[]> expected =
            gradients(
                fixture,
                targets,
                (scratch, pass) ->
                    fixture
                        .model()
                        .logits(
                            pass, TokenBatch.of(scratch, sources), TokenBatch.of(scratch, read)),
                () -> {});
        expected.forEach(
            (name, values) ->
                assertThat(actual.get(name))
                    .as(name)
                    .containsExactly(values, Offset.offset(tolerance(values))));
      }
    }
  }

  private static float tolerance(float[] values) {
    float largest = 1;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return 1e-5f * largest;
  }

  private static int width(int[][] rows) {
    int width = 0;
    for (int[] row : rows) {
      width = Math.max(width, row.length);
    }
    return width;
  }

  /** The tokens that were read, from the logits (B, T, V) that they led to. */
  private static void fill(int[][] read, NDArray logits, int[][] targets, boolean[][] forced) {
    long[] best = logits.argMax(2).toLongArray();
    for (int b = 0; b < read.length; b++) {
      int width = read[b].length;
      read[b][0] = BOS;
      for (int t = 1; t < width; t++) {
        int reference = t <= targets[b].length ? targets[b][t - 1] : 0;
        read[b][t] = forced[b][t] ? reference : (int) best[b * width + t - 1];
      }
    }
  }

  @FunctionalInterface
  private interface Logits {
    NDArray of(NDManager scratch, ForwardPass pass);
  }

  /** Gradients, and the loss as "loss". */
  private static Map<String, float[]> gradients(
      ModelFixture fixture, int[][] targets, Logits logits, Runnable beforeBackward) {
    Map<String, float[]> all = new TreeMap<>();
    try (NDManager scratch = fixture.manager().newSubManager();
        GradientCollector collector = scratch.getEngine().newGradientCollector()) {
      NamedParameters.of(fixture.model())
          .values()
          .forEach(p -> p.getArray().setRequiresGradient(p.requiresGradient()));
      collector.zeroGradients();
      ForwardPass pass = new ForwardPass(new ParameterStore(scratch, false), false);
      NDArray loss =
          new TokenLoss(0).of(logits.of(scratch, pass), TokenBatch.of(scratch, targets), 10);
      beforeBackward.run();
      collector.backward(loss);
      all.put("loss", loss.toFloatArray());
    }
    NamedParameters.of(fixture.model())
        .forEach(
            (name, p) -> {
              if (p.requiresGradient()) {
                all.put(name, p.getArray().getGradient().toFloatArray());
              }
            });
    return all;
  }

  /** Every eighth; {@code GarbageCollectionTest} has all of them without own predictions. */
  static List<Definition> sample() {
    List<Definition> all = families();
    return IntStream.range(0, all.size()).filter(i -> i % 8 == 0).mapToObj(all::get).toList();
  }

  @ParameterizedTest
  @MethodSource("sample")
  void gradientsDoNotDependOnGarbageCollection(Definition definition) {
    Random random = new Random(11);
    int[][] sources = ModelFixture.sequences(random, 3, 7);
    int[][] targets = ModelFixture.sequences(random, 3, 6);
    Batch batch = new Batch(new int[] {0, 1, 2}, sources, targets);
    try (ModelFixture fixture = new ModelFixture(definition.spec(), 5)) {
      Logits logits =
          (scratch, pass) ->
              new TeacherForcing(spec("{share: 0.5}"), 3, 1)
                  .logits(scratch, pass, fixture.model(), batch);
      Map<String, float[]> expected = gradients(fixture, targets, logits, () -> {});
      Map<String, float[]> actual =
          gradients(fixture, targets, logits, ModelFixture::overwriteFreedMemory);
      expected.forEach((name, values) -> assertThat(actual.get(name)).as(name).isEqualTo(values));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "sentence"})
  void resumedRunEqualsUninterruptedRun(String unit) throws IOException {
    for (ModelSpec model : List.of(TrainerTest.WITHOUT_DROPOUT, attention())) {
      CopyTask task =
          CopyTask.of(model, 40)
              .teacherForcing(
                  spec(
                      "{share: 0.9, unit: %s, schedule: {type: linear, steps: 30, minimum: 0.1}}"
                          .formatted(unit)));
      Path folder = home.resolve(unit + model.hashCode());
      Outcome whole = task.run(folder.resolve("whole"), new Listener());
      Path stopped = folder.resolve("stopped");
      task.run(stopped, new Listener(state -> 1.0 / state.step(), step -> step == 13));
      assertSame(task.run(stopped, new Listener()), whole);
    }
  }

  private static ModelSpec attention() {
    return ModelSpecs.parse(
        "{encoder: {type: rnn, cell: gru, hidden: 8, dropout: 0.3}, decoder: {type: rnn, cell: lstm, hidden: 12, layers: 2, attention: bahdanau, dropout: 0.3, variational_dropout: true}}");
  }

  @Test
  void trainsOnOwnPredictionsWithoutGrowingMemory() throws IOException {
    CopyTask task = CopyTask.of(attention(), 120).teacherForcing(spec("{share: 0.5}"));
    long[] arrays = new long[121];
    Listener listener =
        new Listener() {
          @Override
          public void onStep(StepReport step) throws IOException {
            super.onStep(step);
            arrays[(int) step.state().step()] = manager.getManagedArrays().size();
          }
        };
    task.run(home.resolve("flat"), listener);
    assertThat(arrays[120]).isEqualTo(arrays[20]);
    assertThat(meanLoss(listener, 110, 120)).isLessThan(0.8 * meanLoss(listener, 0, 10));
  }

  private static double meanLoss(Listener listener, int from, int to) {
    return listener.steps.subList(from, to).stream()
        .mapToDouble(TrainingListener.StepReport::loss)
        .average()
        .orElseThrow();
  }
}
