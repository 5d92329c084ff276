package io.seqlab.config.model;

import io.seqlab.config.schema.Doc;

/** How a Transformer is told the order of its input. */
public enum PositionalEncoding {
  @Doc("Fixed sines and cosines of the position (Vaswani et al. 2017, section 3.5)")
  SINUSOIDAL,
  @Doc("A learned vector for each position up to max_positions")
  LEARNED,
  @Doc("Not at all")
  NONE
}
