package io.seqlab.config.model;

import io.seqlab.config.schema.Doc;

/** Where layer normalisation stands in a Transformer layer. */
public enum NormPlacement {
  @Doc("Before each sub-layer, and once more at the top: x + f(norm(x))")
  PRE,
  @Doc("After each residual sum, as published in 2017: norm(x + f(x))")
  POST
}
