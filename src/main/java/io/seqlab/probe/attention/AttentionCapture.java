package io.seqlab.probe.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.seqlab.model.core.AttentionHook;
import io.seqlab.model.core.SizedBlock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Records the attention weights of one forward pass, without changing them. */
final class AttentionCapture implements AttentionHook {
  private final Map<SizedBlock, NDList> recorded = new LinkedHashMap<>();

  @Override
  public NDArray apply(SizedBlock layer, NDArray weights, NDArray bias) {
    recorded.computeIfAbsent(layer, l -> new NDList()).add(weights);
    return weights;
  }

  /** The attention layers called, in the order of their first call. */
  Set<SizedBlock> layers() {
    return recorded.keySet();
  }

  /** The weights of a layer, single steps concatenated along T: (B, H, T, S), H = 1 in RNNs. */
  NDArray weights(SizedBlock layer) {
    NDList steps = recorded.get(layer);
    int time = steps.head().getShape().dimension() - 2;
    NDArray all = steps.size() == 1 ? steps.head() : NDArrays.concat(steps, time);
    return time == 1 ? all.expandDims(1) : all;
  }
}
