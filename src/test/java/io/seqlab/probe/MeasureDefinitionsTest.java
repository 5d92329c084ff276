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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a probe says it may find is what it finds, on one model or another. */
class MeasureDefinitionsTest {
  private static final List<String> HALVES =
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

  @ParameterizedTest
  @MethodSource("probes")
  void areWhatItFinds(ProbeSpec probe) {
    Set<String> found = new TreeSet<>();
    Set<String> followed = new TreeSet<>();
    for (String half : HALVES) {
      String model = "{encoder: %s, decoder: %s}".formatted(half, half);
      try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(model), 4)) {
        ProbeContext context = ProbeContexts.of(fixture);
        Probes.of(probe)
            .measure(context)
            .forEach(
                measurement ->
                    found.add(measurement.measure() + " along " + measurement.dimension()));
        followed.addAll(Probes.of(probe).measureAtValidation(context).keySet());
      }
    }
    Set<String> declared = new TreeSet<>();
    for (MeasureDefinition finding : probe.measures()) {
      finding.dimensions().forEach(d -> declared.add(finding.measure() + " along " + d));
    }
    assertThat(found).isEqualTo(declared);
    assertThat(followed).isEqualTo(new TreeSet<>(probe.validationMeasures()));
  }
}
