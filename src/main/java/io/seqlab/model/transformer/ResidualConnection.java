package io.seqlab.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import io.seqlab.config.model.NormPlacement;
import io.seqlab.model.core.ForwardContext;
import java.util.function.UnaryOperator;

/**
 * How a sub-layer f is wrapped: norm(x + f(x)) for post-norm, x + f(norm(x)) for pre-norm; dropout
 * acts on f's output.
 */
record ResidualConnection(NormPlacement norm, double dropout) {
  NDArray around(ForwardContext pass, NDArray x, Block layerNorm, UnaryOperator<NDArray> sublayer) {
    return switch (norm) {
      case POST -> normalise(pass, layerNorm, x.add(pass.dropout(sublayer.apply(x), dropout)));
      case PRE -> x.add(pass.dropout(sublayer.apply(normalise(pass, layerNorm, x)), dropout));
    };
  }

  static NDArray normalise(ForwardContext pass, Block layerNorm, NDArray x) {
    return layerNorm.forward(pass.store(), new NDList(x), pass.training()).head();
  }
}
