package io.seqlab.decode;

import ai.djl.ndarray.NDManager;
import java.util.List;

/** A way to find answers; it knows a model only through the steps of its decoder. */
public interface Search {
  /** For each source its answers, best first, at least one. */
  List<List<Hypothesis>> search(NDManager manager, int[][] sources);
}
