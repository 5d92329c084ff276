package io.seqlab.probe.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.seqlab.model.core.AttentionHook;
import io.seqlab.model.core.SizedBlock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Remembers the weights of one pass, which it leaves as they are. */
final class AttentionCapture implements AttentionHook {
  private final Map<SizedBlock, NDList> seen = new LinkedHashMap<>();

  @Override
  public NDArray apply(SizedBlock site, NDArray weights, NDArray bias) {
    seen.computeIfAbsent(site, s -> new NDList()).add(weights);
    return weights;
  }

  /** The parts that attended, in the order in which they did first. */
  Set<SizedBlock> sites() {
    return seen.keySet();
  }

  /** The weights of a part, steps taken one by one side by side: (B, H, T, S), where H may be 1. */
  NDArray weights(SizedBlock site) {
    NDList steps = seen.get(site);
    int time = steps.head().getShape().dimension() - 2;
    NDArray all = steps.size() == 1 ? steps.head() : NDArrays.concat(steps, time);
    return time == 1 ? all.expandDims(1) : all;
  }
}
