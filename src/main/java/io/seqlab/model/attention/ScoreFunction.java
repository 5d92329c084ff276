package io.seqlab.model.attention;

import ai.djl.ndarray.NDArray;
import io.seqlab.config.model.AttentionSpec;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.SizedBlock;

/**
 * The score of a query against each encoder state, before softmax: a(s, h) in Bahdanau et al. 2015,
 * score(h_t, h̄_s) in Luong et al. 2015.
 *
 * <p>Implementation: what depends on the states alone is computed once for a source, as keys.
 */
public abstract class ScoreFunction extends SizedBlock {
  /** Keys of states (B, S, D), in the layout that {@link #scores} reads. */
  public abstract NDArray keys(ForwardPass pass, NDArray states);

  /** Scores (B, T, S) of queries (B, T, Q) against keys. */
  public abstract NDArray scores(ForwardPass pass, NDArray queries, NDArray keys);

  /** The score function that a definition names, for queries of width Q and states of width D. */
  public static ScoreFunction of(AttentionSpec spec, int querySize, int stateSize) {
    return switch (spec.score()) {
      case ADDITIVE -> new AdditiveScore(querySize, stateSize, spec.hiddenSize(querySize));
      case DOT -> new DotScore(1);
      case SCALED_DOT -> new DotScore(1 / Math.sqrt(querySize));
      case GENERAL -> new GeneralScore(querySize, stateSize);
    };
  }
}
