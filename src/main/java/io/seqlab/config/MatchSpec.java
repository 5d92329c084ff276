package io.seqlab.config;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Doc;

/** What every model of a study is made equal in, by solving its width. */
public record MatchSpec(@Doc("Parameters that every model has, within 1 %") long parameters) {
  /** How far a model may be from what it is matched to, as a share of it. */
  public static final double TOLERANCE = 0.01;

  private static final long MOST = 1_000_000_000;

  public MatchSpec {
    require(
        parameters >= 1 && parameters <= MOST,
        "parameters",
        "parameters must be 1 to %d, not %d",
        MOST,
        parameters);
  }
}
