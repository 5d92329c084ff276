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
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;
import io.seqlab.config.yaml.SpecReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The guide lists the measures of all probes with their definitions. The test writes the tables as
 * they should be to {@code target/measures.md}.
 */
class MeasuresGuideTest {
  private static final Path GUIDE = Path.of("src/site/markdown/measures.md");
  private static final Path EXPECTED = Path.of("target/measures.md");

  @Test
  void listsTheMeasuresOfEachProbe() throws Exception {
    String tables =
        List.of(
                read(
                    "{by: [target_length, position, frequency, alignment_distance]}",
                    SlicesProbeSpec.class),
                read("{from: [it]}", AttentionProbeSpec.class),
                read("{}", AttentionAblationProbeSpec.class),
                read("{positions: [1]}", OrderProbeSpec.class),
                read("{}", GradientProbeSpec.class),
                read("{}", RetentionProbeSpec.class),
                read("{attention: [16]}", CostProbeSpec.class))
            .stream()
            .map(MeasuresGuideTest::table)
            .collect(Collectors.joining("\n"));
    Files.createDirectories(EXPECTED.getParent());
    Files.writeString(EXPECTED, tables);
    assertThat(Files.readString(GUIDE)).endsWith(tables);
  }

  private static <T extends Record & ProbeSpec> ProbeSpec read(String yaml, Class<T> type) {
    return SpecReader.read(yaml, "probe", type);
  }

  private static String table(ProbeSpec probe) {
    String rows =
        probe.measures().stream()
            .map(
                each ->
                    "| `%s` | %s | %s |\n"
                        .formatted(each.measure(), dimensions(each), each.meaning()))
            .collect(Collectors.joining());
    return """
        ## %s

        %s.

        | measure | along | definition |
        |---|---|---|
        """
            .formatted(
                probe.getClass().getAnnotation(TypeName.class).value()[0],
                probe.getClass().getAnnotation(Doc.class).value())
        + rows;
  }

  private static String dimensions(MeasureDefinition measure) {
    return measure.dimensions().stream()
        .map(each -> each.equals(MeasureDefinition.SCALAR) ? "–" : "`%s`".formatted(each))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
