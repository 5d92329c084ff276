package io.seqlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import io.seqlab.data.core.RandomStream;
import io.seqlab.model.core.NamedParameters;
import io.seqlab.model.core.Seq2Seq;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parameters of a model as arrays named by the path of their module. */
public final class Weights {
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<NDArray> arrays = new ArrayList<>();

  private Weights(Seq2Seq model) {
    for (Map.Entry<String, Parameter> each : NamedParameters.of(model).entrySet()) {
      NDArray array = each.getValue().getArray();
      array.setName(each.getKey());
      parameters.add(each.getValue());
      arrays.add(array);
    }
  }

  /** Draws first weights from the stream "init" of a seed. */
  public static Weights initialise(Seq2Seq model, NDManager manager, long seed) {
    manager.getEngine().setRandomSeed(reducedSeed(seed, "init", 0));
    model.initialize(manager, DataType.FLOAT32);
    return new Weights(model);
  }

  /** DJL takes seeds of 32 bits. */
  static int reducedSeed(long seed, String stream, long step) {
    return (int) (RandomStream.seed(seed, stream, step) >>> 33);
  }

  /** In the order of the model. */
  List<Parameter> parameters() {
    return parameters;
  }

  /** The arrays themselves, in the same order. */
  public NDList arrays() {
    return new NDList(arrays);
  }

  /** How many numbers they hold together. */
  public long count() {
    return arrays.stream().mapToLong(NDArray::size).sum();
  }
}
