package io.seqlab.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.StudySpec;
import io.seqlab.config.model.AttentionSpec.Wiring;
import io.seqlab.config.model.CellType;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.config.model.TransformerEncoderSpec;
import io.seqlab.config.training.AdamSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuickstartTest {
  private final StudySpec study = StudyReader.read(Path.of("configs/quickstart.yaml"), List.of());

  @Test
  void saysFourModelsInTheOrderOfTheFile() {
    assertThat(study.models().keySet()).containsExactly("rnn", "bahdanau", "luong", "transformer");
    RnnDecoderSpec luong = (RnnDecoderSpec) study.models().get("luong").decoder();
    assertThat(luong.cell()).isEqualTo(CellType.GRU);
    assertThat(luong.hidden()).isEqualTo(128);
    assertThat(luong.attention().wiring()).isEqualTo(Wiring.LUONG);
    TransformerEncoderSpec encoder =
        (TransformerEncoderSpec) study.models().get("transformer").encoder();
    assertThat(encoder.ff()).isEqualTo(256);
    assertThat(encoder.maxPositions()).isEqualTo(512);
  }

  @Test
  void readsRatesWithoutAPointAndFillsDefaults() {
    AdamSpec adam = (AdamSpec) study.training().optimizer();
    assertThat(adam.learningRate()).isEqualTo(0.003);
    assertThat(adam.beta2()).isEqualTo(0.999);
    assertThat(study.decoding().batch()).isEqualTo(64);
  }
}
