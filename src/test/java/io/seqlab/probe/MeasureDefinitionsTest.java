package io.seqlab.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.claim.ValueRange;
import io.seqlab.config.measure.AxisPoints;
import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.probe.AttentionAblationProbeSpec;
import io.seqlab.config.probe.AttentionProbeSpec;
import io.seqlab.config.probe.CostProbeSpec;
import io.seqlab.config.probe.GradientProbeSpec;
import io.seqlab.config.probe.OrderProbeSpec;
import io.seqlab.config.probe.ProbeSpec;
import io.seqlab.config.probe.RetentionProbeSpec;
import io.seqlab.config.probe.SlicesProbeSpec;
import io.seqlab.config.schema.YamlValue;
import io.seqlab.config.task.SymbolTaskSpec;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.core.ProbeContexts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The measures that a probe declares are those that it produces. */
class MeasureDefinitionsTest {
  private static final String TRANSFORMER =
      "{type: transformer, d_model: 8, heads: 2, layers: 1, ff: 8}";
  private static final String RNN = "{type: rnn, cell: gru, hidden: 8, layers: 2}";
  private static final List<String> MODELS =
      List.of(
          "{encoder: %s, decoder: %s}".formatted(TRANSFORMER, TRANSFORMER),
          "{encoder: %s, decoder: %s}".formatted(RNN, RNN),
          "{encoder: %s, decoder: %s}".formatted(RNN, RNN.replace("}", ", attention: luong}")));

  /** That of {@link ProbeContexts}. */
  private static final TaskSpec TASK =
      SpecReader.read("{type: copy, lengths: {test: [2, 7]}}", "task", SymbolTaskSpec.class);

  private static final double ROUNDING = 1e-6;

  static Stream<ProbeSpec> probes() {
    return Stream.of(
        read("{by: [target_length, frequency, alignment_distance]}", SlicesProbeSpec.class),
        read("{by: [position], metrics: [bleu]}", SlicesProbeSpec.class),
        read("{}", AttentionProbeSpec.class),
        read("{from: [a, b, c]}", AttentionProbeSpec.class),
        read("{metrics: [exact_match, bleu]}", AttentionAblationProbeSpec.class),
        read("{changes: [flatten]}", AttentionAblationProbeSpec.class),
        read("{}", OrderProbeSpec.class),
        read("{positions: [1, 3]}", OrderProbeSpec.class),
        read("{lengths: [2, 5], during: true}", GradientProbeSpec.class),
        read("{}", RetentionProbeSpec.class),
        read("{distances: false}", RetentionProbeSpec.class),
        read("{length: [2, 4, 6, 8], repetitions: 1}", CostProbeSpec.class),
        read(
            "{length: [2, 4, 6, 8], batch: [1, 2], threads: [1, 2], attention: [8, 16, 32, 64], repetitions: 1}",
            CostProbeSpec.class));
  }

  private static <T extends Record & ProbeSpec> T read(String yaml, Class<T> type) {
    return SpecReader.read(yaml, "probe", type);
  }

  @Test
  void everyKindOfProbeIsTested() {
    assertThat(probes().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(ProbeSpec.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("probes")
  void eachMeasureIsDefinedInASentenceOfItsOwn(ProbeSpec probe) {
    assertThat(probe.allMeasures())
        .allSatisfy(each -> assertThat(each.meaning()).matches("[A-Z].{20,}[^.]"));
    assertThat(probe.allMeasures().stream().map(MeasureDefinition::meaning).distinct())
        .hasSizeGreaterThanOrEqualTo(
            (int)
                probe.allMeasures().stream()
                    .map(each -> each.measure().replaceAll("_(batch|threads)\\d+", ""))
                    .distinct()
                    .count());
  }

  @ParameterizedTest
  @MethodSource("probes")
  void declaredMeasuresAreProduced(ProbeSpec probe) {
    Set<String> produced = new TreeSet<>();
    Set<String> atValidation = new TreeSet<>();
    for (String model : MODELS) {
      try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(model), 4)) {
        ProbeContext context = ProbeContexts.of(fixture);
        List<Measurement> measurements = Probes.of(probe).measure(context);
        measurements.forEach(each -> produced.add(each.measure() + " along " + each.dimension()));
        requireAsDeclared(probe, fixture.spec(), measurements);
        atValidation.addAll(Probes.of(probe).measureAtValidation(context).keySet());
      }
    }
    Set<String> declared = new TreeSet<>();
    for (MeasureDefinition finding : probe.measures()) {
      finding.dimensions().forEach(d -> declared.add(finding.measure() + " along " + d));
    }
    assertThat(produced).isEqualTo(declared);
    assertThat(atValidation)
        .isEqualTo(
            probe.validationMeasures().stream()
                .map(MeasureDefinition::measure)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** A model has the measures that it does not miss, at the declared points, in their range. */
  private static void requireAsDeclared(
      ProbeSpec probe, ModelSpec model, List<Measurement> measurements) {
    for (MeasureDefinition declared : probe.measures()) {
      String name = declared.measure();
      List<Measurement> own =
          measurements.stream().filter(each -> each.measure().equals(name)).toList();
      assertThat(probe.missing(name, model, TASK).isEmpty())
          .as("%s of %s", name, model)
          .isEqualTo(!own.isEmpty());
      assertThat(own)
          .allSatisfy(
              each ->
                  assertThat(each.value())
                      .isBetween(declared.minimum() - ROUNDING, declared.maximum() + ROUNDING));
      for (String dimension : declared.dimensions()) {
        Optional<AxisPoints> points = probe.points(name, dimension, model, TASK);
        boolean measured = own.stream().anyMatch(each -> each.dimension().equals(dimension));
        if (!own.isEmpty() && points.isPresent()) {
          assertThat(points.get().size() > 0)
              .as("%s along %s of %s", name, dimension, model)
              .isEqualTo(measured);
          assertThat(own)
              .filteredOn(each -> each.dimension().equals(dimension))
              .allMatch(each -> range(each.x()).select(points.get()).size() == 1);
        }
      }
    }
  }

  private static ValueRange range(double x) {
    return new ValueRange(new YamlValue(String.valueOf(x)), null);
  }
}
