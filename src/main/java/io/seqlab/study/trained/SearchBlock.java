package io.seqlab.study.trained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.seqlab.decode.Hypothesis;
import io.seqlab.decode.Search;
import java.util.Arrays;

/**
 * A search as a DJL block, for use in a DJL predictor. Input: source ids (1, S). Output: ids of the
 * best hypothesis (T), its log-probability (1) and, if the search keeps it, its attention (T, S).
 */
final class SearchBlock extends AbstractBlock {
  private final Search search;

  SearchBlock(Search search) {
    this.search = search;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray ids = inputs.singletonOrThrow();
    NDManager manager = ids.getManager();
    int[] source = Arrays.stream(ids.toLongArray()).mapToInt(Math::toIntExact).toArray();
    Hypothesis best = search.search(manager, new int[][] {source}).get(0).get(0);
    NDList out =
        new NDList(
            manager.create(best.tokens()),
            manager.create(new float[] {(float) best.logProbability()}));
    if (best.attention().length > 0) {
      out.add(manager.create(best.attention()));
    }
    return out;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(-1), new Shape(1)};
  }
}
