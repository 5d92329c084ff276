package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import io.seqlab.config.model.NormPlacement;
import io.seqlab.model.core.ForwardPass;

/**
 * The residual connection around a sub-layer f, with dropout on the output of f (section 5.4 of
 * Vaswani et al. 2017):
 *
 * <ul>
 *   <li>post-norm: LayerNorm(x + f(x)) (Vaswani et al. 2017, section 3.1)
 *   <li>pre-norm: x + f(LayerNorm(x)) (Xiong et al. 2020, table 1)
 * </ul>
 */
record ResidualConnection(NormPlacement norm, double dropout) {
  /** What f reads: x, or LayerNorm(x). */
  NDArray input(ForwardPass pass, Block layerNorm, NDArray x) {
    return switch (norm) {
      case POST -> x;
      case PRE -> normalize(pass, layerNorm, x);
    };
  }

  /** The sum of x and the output of f, followed by LayerNorm for post-norm. */
  NDArray output(ForwardPass pass, Block layerNorm, NDArray x, NDArray fx) {
    NDArray sum = x.add(pass.dropout(fx, dropout));
    return switch (norm) {
      case POST -> normalize(pass, layerNorm, sum);
      case PRE -> sum;
    };
  }

  static NDArray normalize(ForwardPass pass, Block layerNorm, NDArray x) {
    return layerNorm.forward(pass.store(), new NDList(x), pass.training()).head();
  }
}
