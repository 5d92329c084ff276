package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.config.model.RnnEncoderSpec;
import io.seqlab.config.schema.YamlValue;
import io.seqlab.config.task.SymbolTaskSpec;
import io.seqlab.config.training.AdamSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GridTest {
  @TempDir private Path folder;

  private StudySpec study(String grid) {
    return new StudyText(folder).read(StudyText.BASE + "grid: " + grid + "\n");
  }

  private List<Grid.Point> points(String grid, String model) {
    return Grid.points(study(grid), model);
  }

  /** Binding all values of the grid for each of its points is quadratic. */
  @Test
  @Timeout(15)
  void manyPointsAreReadInLinearTime() {
    List<Integer> steps = IntStream.rangeClosed(1, 2_000).boxed().toList();
    assertThat(points("{training.budget.steps: " + steps + "}", "rnn")).hasSize(steps.size());
  }

  /** A command asks for them several times. */
  @Test
  void pointsAreBoundOncePerStudy() {
    StudySpec study = study("{training.clip_norm: [1, 2]}");
    assertThat(Grid.points(study, "rnn")).isSameAs(Grid.points(study, "rnn"));
  }

  @Test
  void everyCombinationIsAPointAndTheLastKeyChangesFastest() {
    List<Grid.Point> points =
        points("{training.clip_norm: [1, 2.0], task.symbols: [5, 6, 7]}", "rnn");
    assertThat(points)
        .extracting(point -> List.copyOf(point.values().values()))
        .containsExactly(
            List.of("1", "5"),
            List.of("1", "6"),
            List.of("1", "7"),
            List.of("2.0", "5"),
            List.of("2.0", "6"),
            List.of("2.0", "7"));
    StudySpec last = points.get(5).study();
    assertThat(last.training().clipNorm()).isEqualTo(2);
    assertThat(((SymbolTaskSpec) last.task()).symbols()).isEqualTo(7);
  }

  @Test
  void aModelKeyAppliesToEncoderAndDecoderAndSkipsModelsWithoutIt() {
    String grid = "{model.hidden: [16, 32]}";
    assertThat(points(grid, "luong"))
        .extracting(GridTest::widths)
        .containsExactly("16 16", "32 32");
    assertThat(points(grid, "big"))
        .singleElement()
        .satisfies(point -> assertThat(point.values()).isEmpty());
    String halves = "{model.encoder.hidden: [16], model.decoder.hidden: [32]}";
    assertThat(points(halves, "rnn")).extracting(GridTest::widths).containsExactly("16 32");
  }

  @Test
  void aKeyOfOneModelLeavesTheOthersAsTheyAre() {
    String grid = "{models.rnn.hidden: [16, 32], training.clip_norm: [1.0]}";
    assertThat(points(grid, "rnn")).extracting(GridTest::widths).containsExactly("16 16", "32 32");
    assertThat(points(grid, "luong")).extracting(GridTest::widths).containsExactly("8 8");
    assertThat(points(grid, "luong").get(0).values()).containsOnlyKeys("training.clip_norm");
  }

  @Test
  void aMappingReplacesTheWholeValue() {
    List<Grid.Point> points =
        points(
            "{model.attention: [none, {wiring: luong, score: dot}], "
                + "training.budget: [{steps: 5}, {tokens: 70}], task.lengths.test: [[1, 40]]}",
            "rnn");
    assertThat(points).hasSize(4);
    assertThat(points.get(3).values())
        .containsEntry("model.attention", "{wiring: luong, score: dot}")
        .containsEntry("task.lengths.test", "[1, 40]");
    assertThat(points.get(3).study().training().budget().tokens()).contains(70L);
    assertThat(points.get(3).study().training().budget().steps()).isEmpty();
  }

  @Test
  void numbersKeepTheirSourceText() {
    List<Grid.Point> points = points("{training.optimizer.learning_rate: [1e-3, 0.01]}", "rnn");
    assertThat(points)
        .extracting(point -> point.values().get("training.optimizer.learning_rate"))
        .containsExactly("1e-3", "0.01");
    assertThat(points)
        .extracting(point -> ((AdamSpec) point.study().training().optimizer()).learningRate())
        .containsExactly(1e-3, 1e-2);
  }

  @Provide
  Arbitrary<List<List<Integer>>> axes() {
    return Arbitraries.integers()
        .between(1, 99)
        .list()
        .uniqueElements()
        .ofMinSize(1)
        .ofMaxSize(4)
        .list()
        .ofSize(3);
  }

  /** The study as written and the resolved one mean the same runs, each as if written in place. */
  @Property(tries = 25)
  void theResolvedStudyHasTheSamePoints(@ForAll("axes") List<List<Integer>> axes)
      throws IOException {
    List<String> keys = List.of("models.rnn.layers", "training.validate_every", "decoding.beam");
    Map<String, List<YamlValue>> grid = new LinkedHashMap<>();
    List<String> written = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      grid.put(keys.get(i), axes.get(i).stream().map(n -> new YamlValue(n.toString())).toList());
      written.add(keys.get(i) + ": " + axes.get(i));
    }
    String text = StudyText.BASE + "grid: {" + String.join(", ", written) + "}\n";
    Path temporary = Files.createTempDirectory("seqlab-grid");
    StudyText file = new StudyText(temporary);
    StudySpec study = file.read(text);
    assertThat(study.grid()).isEqualTo(grid);
    StudySpec resolved = SpecReader.read(ResolvedYaml.write(study), "study.yaml", StudySpec.class);
    List<Grid.Point> points = Grid.points(study, "rnn");
    assertThat(Grid.points(resolved, "rnn")).isEqualTo(points);
    assertThat(points).hasSize(axes.stream().mapToInt(List::size).reduce(1, (a, b) -> a * b));
    assertThat(points).extracting(Grid.Point::values).doesNotHaveDuplicates();
    for (Grid.Point point : points) {
      List<String> values = List.copyOf(point.values().values());
      StudySpec inPlace =
          file.read(
              StudyText.BASE,
              "models.rnn.layers=" + values.get(0),
              "training.validate_every=" + values.get(1),
              "decoding.beam=" + values.get(2));
      assertThat(RunSpec.of(point.study(), "rnn", 1)).isEqualTo(RunSpec.of(inPlace, "rnn", 1));
    }
    Files.delete(temporary.resolve("study.yaml"));
    Files.delete(temporary);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "model.hiden: [8]", "unknown key 'hiden' in grid key model; did you mean 'hidden'"),
        arguments(
            "training.optimiser.learning_rate: [1]",
            "unknown key 'optimiser' in grid key training; did you mean 'optimizer'?"),
        arguments(
            "training.optimizer.rate: [1]", "unknown key 'rate' in grid key training.optimizer; "),
        arguments(
            "models.rn.hidden: [8]",
            "grid key 'models.rn.hidden' must have the form models.NAME.key; did you mean 'rnn'?"),
        arguments("models.big.hidden: [8]", "unknown key 'hidden' in grid key models.big; "),
        arguments("seeds: [[1]]", "grid key 'seeds' must start with task., training., decoding."),
        arguments("model: [1]", "grid key 'model' is a mapping; name a key in it"),
        arguments(
            "models.rnn.hidden: [9]\n  model.hidden: [8]",
            "grid keys 'models.rnn.hidden' and 'model.hidden' both set models.rnn.encoder.hidden"),
        arguments(
            "training.batch: [{size: 4}]\n  training.batch.size: [8]",
            "grid keys 'training.batch' and 'training.batch.size' both set training.batch.size"),
        arguments("model.type: [rnn]", "unknown key 'type' in grid key model; "),
        arguments("task.symbols: 5", "grid.task.symbols must be a list"),
        arguments("task.symbols: []", "grid: task.symbols must have at least one value"),
        arguments(
            "training.clip_norm: [1, 2, 1.0]",
            "grid values 1 and 1.0 of training.clip_norm are the same; remove one"),
        arguments("training.clip_norm: [1, 1e0]", "grid values 1 and 1e0 of training.clip_norm"),
        arguments(
            "model.attention: [luong, {wiring: luong, score: general}]",
            "grid values luong and {wiring: luong, score: general} of model.attention are the same"),
        arguments("task.symbols: [5, 5]", "grid: duplicate value of task.symbols in [5, 5]"),
        arguments(
            "task.symbols: [5, five]",
            "task.symbols must be an integer such as 1000, not the text 'five' (at the grid"
                + " point task.symbols=five)"),
        arguments(
            "model.d_model: [8, 9]",
            "d_model 9 is not divisible by heads 2; the nearest divisor is heads: 1 (at the"
                + " grid point model.d_model=9)"),
        arguments(
            "training.clip_norm.x: [1]", "training.clip_norm is the number 1.0 and has no keys"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void invalidKeysAreReportedWithLineAndValidKeys(String axis, String message) {
    String refusal = new StudyText(folder).refusal(StudyText.BASE + "grid:\n  " + axis + "\n");
    assertThat(refusal).matches("(?s).*study.yaml:(9|1[01])\\b.*").contains(message);
  }

  @Test
  void tooManyPointsAreRejected() {
    String many = IntStream.rangeClosed(1, 101).boxed().toList().toString();
    String grid = "{task.symbols: " + many + ", training.clip_norm: " + many + "}";
    assertThat(new StudyText(folder).refusal(StudyText.BASE + "grid: " + grid + "\n"))
        .contains("grid has 10,201 points, more than the limit of 10,000");
  }

  @Test
  void aWidthIsEitherVariedOrMatched() {
    String text = StudyText.BASE + "grid: {model.hidden: [8]}\nmatch: {parameters: 5000}\n";
    assertThat(new StudyText(folder).refusal(text))
        .contains("model.hidden is a width, which match determines");
  }

  private static String widths(Grid.Point point) {
    String model = point.values().containsKey("models.rnn.hidden") ? "rnn" : "luong";
    boolean rnn = point.values().containsKey("model.encoder.hidden");
    var spec = point.study().models().get(rnn ? "rnn" : model);
    return ((RnnEncoderSpec) spec.encoder()).hidden()
        + " "
        + ((RnnDecoderSpec) spec.decoder()).hidden();
  }
}
