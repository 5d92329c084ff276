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

/** The parameters of a model as named arrays. */
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

  /** Initialises a model from the random stream "init" of a seed. */
  public static Weights initialise(Seq2Seq model, NDManager manager, long seed) {
    manager.getEngine().setRandomSeed(reducedSeed(seed, "init", 0));
    model.initialize(manager, DataType.FLOAT32);
    return new Weights(model);
  }

  /** A seed of 32 bits, as DJL requires. */
  static int reducedSeed(long seed, String stream, long step) {
    return (int) (RandomStream.seed(seed, stream, step) >>> 33);
  }

  /** The parameters in the order of the model. */
  List<Parameter> parameters() {
    return parameters;
  }

  /** Their arrays, in the same order. */
  public NDList arrays() {
    return new NDList(arrays);
  }

  /** Number of trained values. */
  public long count() {
    return arrays.stream().mapToLong(NDArray::size).sum();
  }
}
