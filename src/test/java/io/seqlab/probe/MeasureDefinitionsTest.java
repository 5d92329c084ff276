package io.seqlab.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.measure.MeasureDefinition;
import io.seqlab.config.probe.AttentionAblationProbeSpec;
import io.seqlab.config.probe.AttentionProbeSpec;
import io.seqlab.config.probe.CostProbeSpec;
import io.seqlab.config.probe.GradientProbeSpec;
import io.seqlab.config.probe.OrderProbeSpec;
import io.seqlab.config.probe.ProbeSpec;
import io.seqlab.config.probe.RetentionProbeSpec;
import io.seqlab.config.probe.SlicesProbeSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.core.ProbeContexts;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The measures that a probe declares are those that it produces. */
class MeasureDefinitionsTest {
  private static final List<String> ENCODERS_AND_DECODERS =
      List.of(
          "{type: transformer, d_model: 8, heads: 2, layers: 1, ff: 8}",
          "{type: rnn, cell: gru, hidden: 8}");

  static Stream<ProbeSpec> probes() {
    return Stream.of(
        read("{by: [target_length, frequency, alignment_distance]}", SlicesProbeSpec.class),
        read("{by: [position], metrics: [bleu]}", SlicesProbeSpec.class),
        read("{}", AttentionProbeSpec.class),
        read("{metrics: [exact_match, bleu]}", AttentionAblationProbeSpec.class),
        read("{changes: [flatten]}", AttentionAblationProbeSpec.class),
        read("{}", OrderProbeSpec.class),
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
  void declaredMeasuresAreProduced(ProbeSpec probe) {
    Set<String> produced = new TreeSet<>();
    Set<String> atValidation = new TreeSet<>();
    for (String half : ENCODERS_AND_DECODERS) {
      String model = "{encoder: %s, decoder: %s}".formatted(half, half);
      try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(model), 4)) {
        ProbeContext context = ProbeContexts.of(fixture);
        Probes.of(probe)
            .measure(context)
            .forEach(
                measurement ->
                    produced.add(measurement.measure() + " along " + measurement.dimension()));
        atValidation.addAll(Probes.of(probe).measureAtValidation(context).keySet());
      }
    }
    Set<String> declared = new TreeSet<>();
    for (MeasureDefinition finding : probe.measures()) {
      finding.dimensions().forEach(d -> declared.add(finding.measure() + " along " + d));
    }
    assertThat(produced).isEqualTo(declared);
    assertThat(atValidation).isEqualTo(new TreeSet<>(probe.validationMeasures()));
  }
}
