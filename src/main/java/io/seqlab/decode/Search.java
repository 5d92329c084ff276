package io.seqlab.decode;

import ai.djl.ndarray.NDManager;
import java.util.List;

/** A decoding algorithm. It uses only the steps of a decoder, so that it works for every model. */
public interface Search {
  /**
   * The hypotheses for each source, best first, at least one.
   *
   * @throws io.seqlab.cancellation.CancelledException if a stop was requested
   * @throws NonFiniteScoreException if the model gives NaN for a log-probability
   */
  List<List<Hypothesis>> search(NDManager manager, int[][] sources);
}
