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
  NDArray around(
      ForwardContext context, NDArray x, Block layerNorm, UnaryOperator<NDArray> sublayer) {
    return switch (norm) {
      case POST ->
          normalise(context, layerNorm, x.add(context.dropout(sublayer.apply(x), dropout)));
      case PRE -> x.add(context.dropout(sublayer.apply(normalise(context, layerNorm, x)), dropout));
    };
  }

  static NDArray normalise(ForwardContext context, Block layerNorm, NDArray x) {
    return layerNorm.forward(context.store(), new NDList(x), context.training()).head();
  }
}
