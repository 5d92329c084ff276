package io.seqlab.config.model;

import io.seqlab.config.schema.Doc;
import java.util.OptionalInt;

/** The positional encoding of a Transformer. */
public enum PositionalEncoding {
  @Doc("Fixed sines and cosines of the position (Vaswani et al. 2017, section 3.5)")
  SINUSOIDAL(false),
  @Doc("A learned vector for each position up to max_positions")
  LEARNED(true),
  @Doc("No positional encoding")
  NONE(false);

  private final boolean limitsLength;

  PositionalEncoding(boolean limitsLength) {
    this.limitsLength = limitsLength;
  }

  /** The longest sequence that it encodes with so many learned positions; empty without a limit. */
  OptionalInt maxLength(int maxPositions) {
    return limitsLength ? OptionalInt.of(maxPositions) : OptionalInt.empty();
  }
}
