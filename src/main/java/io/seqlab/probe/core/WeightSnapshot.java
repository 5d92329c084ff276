package io.seqlab.probe.core;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import io.seqlab.model.core.NamedParameters;
import io.seqlab.model.core.Seq2Seq;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies of the weights of a model, to undo what is done to them. */
public record WeightSnapshot(Map<Parameter, NDArray> copies) {

  /** Copies the weights as they are now. */
  public static WeightSnapshot of(Seq2Seq model) {
    Map<Parameter, NDArray> copies = new LinkedHashMap<>();
    NamedParameters.of(model).values().forEach(p -> copies.put(p, p.getArray().duplicate()));
    return new WeightSnapshot(copies);
  }

  /** Gives the model its weights again, and lets go of the copies. */
  public void restore() {
    copies.forEach(
        (parameter, copy) -> {
          copy.copyTo(parameter.getArray());
          copy.close();
        });
  }
}
