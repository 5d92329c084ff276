package io.seqlab.config;

/** Where layer normalisation stands in a Transformer layer. */
public enum Norm {
  @Doc("Before each sub-layer, and once more at the top: x + f(norm(x))")
  PRE,
  @Doc("After each residual sum, as published in 2017: norm(x + f(x))")
  POST
}
