package io.seqlab.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.OutputLayer;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputLayerTest {
  /** The logits for an arg max are the others, whatever product gives them. */
  @ParameterizedTest
  @CsvSource({"1, 300, 512", "15, 300, 512", "16, 300, 512", "20, 2000, 70", "64, 9, 16"})
  void logitsDoNotDependOnTheirUse(int rows, int vocabulary, int size) {
    OutputLayer layer = new OutputLayer(vocabulary, size, Optional.empty());
    try (NDManager manager = NDManager.newBaseManager();
        NDManager scratch = manager.newSubManager()) {
      layer.initialize(manager, DataType.FLOAT32, new Shape(rows, size));
      NDArray bias = layer.getParameters().get("bias").getArray();
      manager.randomNormal(bias.getShape()).copyTo(bias);
      NDArray x = scratch.randomNormal(new Shape(rows, size));
      ForwardPass pass = ForwardPass.inference(scratch);
      NDArray all = layer.logits(pass, x);
      NDArray forArgMax = layer.logits(pass.forArgMax(), x);
      assertThat(forArgMax.getShape()).isEqualTo(new Shape(rows, vocabulary));
      assertThat(forArgMax.allClose(all, 1e-5, 1e-5, false)).isTrue();
      assertThat(forArgMax.getManager()).as("freed with the pass").isSameAs(scratch);
    }
  }
}
