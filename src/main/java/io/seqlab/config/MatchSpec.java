package io.seqlab.config;

import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;

/** The size that every model of a study is scaled to, by solving for its width. */
public record MatchSpec(@Doc("Number of parameters of every model, within 1 %") long parameters) {
  /** Largest relative difference from the target. */
  public static final double TOLERANCE = 0.01;

  private static final long MAX_PARAMETERS = 1_000_000_000;

  public MatchSpec {
    Require.upTo("parameters", parameters, MAX_PARAMETERS);
  }
}
