package io.seqlab.study.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.seqlab.config.model.DecoderSpec;
import io.seqlab.config.model.EncoderSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.SpecDocumentation;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.model.Models;
import io.seqlab.model.core.NamedParameters;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.study.catalogue.ModelCatalogue.ModelSummary;
import io.seqlab.study.catalogue.ModelCatalogue.NamedShape;
import io.seqlab.study.plan.ParameterShapes;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelCatalogueTest {

  static Stream<ModelSpec> models() {
    String more =
        "models.mixed={encoder: {type: transformer, norm: pre, positions: learned}, decoder: {type: rnn,"
            + " layers: 2, attention: luong}, tie: none}";
    String tied = "models.tied={type: transformer, tie: output}";
    return StudyReader.read(Path.of("configs/quickstart.yaml"), List.of(more, tied))
        .models()
        .values()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void shapesMatchInitializedModel(ModelSpec spec) {
    Seq2Seq model = Models.build(spec, 31, 31);
    Map<String, Shape> real = new LinkedHashMap<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      model.initialize(manager, DataType.FLOAT32, new Shape());
      for (Map.Entry<String, Parameter> each : NamedParameters.of(model).entrySet()) {
        real.put(each.getKey(), each.getValue().getArray().getShape());
      }
    }
    assertThat(ParameterShapes.of(spec, 31, 31)).containsExactlyEntriesOf(real);
  }

  @Test
  void lstmParameterCountMatchesFormula() {
    long e = 128;
    long h = 256;
    long v = 1000;
    long lstm = 4 * h * (e + h) + 8 * h;
    long bridge = 2 * h * h + 2 * h;
    ModelSummary rnn = ModelCatalogue.show("rnn", 1000);
    assertThat(rnn.total()).isEqualTo(2 * v * e + 2 * lstm + bridge + v * h + v);
    assertThat(rnn.parameters())
        .contains(new NamedShape("decoder.output.weight", "(1000, 256)", 256_000));
  }

  @Test
  void studyModelUsesVocabulariesOfItsData() {
    ModelSummary summary = ModelCatalogue.show("configs/quickstart.yaml:luong", 1000);
    assertThat(summary.definition()).contains("wiring: luong", "cell: gru");
    assertThat(summary.parameters())
        .contains(
            new NamedShape(
                "decoder.output.bias",
                "(" + summary.targetVocabulary() + ")",
                summary.targetVocabulary()));
  }

  @Test
  void misspeltModelSuggestsNearest() {
    assertThatThrownBy(() -> ModelCatalogue.show("transfomer", 10))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("did you mean 'transformer'?");
    assertThatThrownBy(() -> ModelCatalogue.show("configs/quickstart.yaml:loung", 10))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("did you mean 'luong'?");
  }

  @Test
  void everyOptionHasADescription() {
    Stream.of(EncoderSpec.class, DecoderSpec.class)
        .flatMap(role -> SpecDocumentation.types(role).stream())
        .flatMap(kind -> kind.keys().stream())
        .forEach(key -> assertThat(key.description()).as(key.name()).isNotBlank());
  }
}
