package io.seqlab.config.model;

import io.seqlab.config.schema.Doc;

/** The initial weights of recurrent layers. */
public enum RecurrentInitializer {
  @Doc("All weights and biases from U(−1/√H, 1/√H), as PyTorch")
  UNIFORM,
  @Doc("Weights Xavier-uniform (Glorot and Bengio 2010), biases 0")
  XAVIER,
  @Doc("The same for the weights of each gate on its own, as JoeyNMT: larger")
  XAVIER_PER_GATE,
  @Doc("Recurrent weights of each gate orthogonal (Saxe et al. 2014), others as xavier")
  ORTHOGONAL
}
