package io.seqlab.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The parameters as one step sees them: arrays that share the memory of the weights and have no
 * gradient yet. The first backward pass hands them its gradients as they are, where the weights
 * themselves would have them added to old ones that must be zeroed before; further passes of the
 * same step add to them.
 */
final class LeafParameterStore extends ParameterStore implements AutoCloseable {
  private final IdentityHashMap<Parameter, NDArray> leaves = new IdentityHashMap<>();
  private final NDList inOrder = new NDList();

  LeafParameterStore(NDManager manager, List<Parameter> parameters) {
    super(manager, false);
    for (Parameter parameter : parameters) {
      NDArray leaf = parameter.getArray().stopGradient();
      leaf.setRequiresGradient(true);
      leaves.put(parameter, leaf);
      inOrder.add(leaf);
    }
  }

  /** In the order of the parameters. */
  NDList arrays() {
    return inOrder;
  }

  @Override
  public NDArray getValue(Parameter parameter, Device device, boolean training) {
    return leaves.get(parameter);
  }

  @Override
  public void close() {
    inOrder.close();
  }
}
