package io.seqlab.probe.core;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import io.seqlab.model.core.NamedParameters;
import io.seqlab.model.core.Seq2Seq;
import java.util.LinkedHashMap;
import java.util.Map;

/** A copy of a model's weights, from which they are restored. */
public record WeightSnapshot(Map<Parameter, NDArray> copies) {

  /** Copies the current weights. */
  public static WeightSnapshot of(Seq2Seq model) {
    Map<Parameter, NDArray> copies = new LinkedHashMap<>();
    NamedParameters.of(model).values().forEach(p -> copies.put(p, p.getArray().duplicate()));
    return new WeightSnapshot(copies);
  }

  /** Restores the weights and frees the copies. */
  public void restore() {
    copies.forEach(
        (parameter, copy) -> {
          copy.copyTo(parameter.getArray());
          copy.close();
        });
  }
}
