package io.seqlab.config.training;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;

/** Stochastic gradient descent with momentum. */
@TypeName("sgd")
@Doc("Stochastic gradient descent with momentum")
public record SgdSpec(
    @Doc("Learning rate, multiplied by the factor of the schedule") @Default("0.1")
        double learningRate,
    @Doc("Momentum: fraction of the previous update that is added") @Default("0.0") double momentum,
    @Doc("Weight decay, added to the gradient") @Default("0.0") double weightDecay)
    implements OptimizerSpec {
  public SgdSpec {
    Require.aboveZero("learning_rate", learningRate);
    Require.rate("momentum", momentum);
    Require.nonNegative("weight_decay", weightDecay);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.sgd().apply(this);
  }
}
