package io.seqlab.config.training;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;
import java.util.function.Function;

/** Stochastic gradient descent with momentum. */
@TypeName("sgd")
@Doc("Stochastic gradient descent with momentum")
public record SgdSpec(
    @Doc("Learning rate that the schedule scales") @Default("0.1") double learningRate,
    @Doc("Share of the last update kept") @Default("0.0") double momentum,
    @Doc("Weight decay, added to the gradient") @Default("0.0") double weightDecay)
    implements OptimizerSpec {
  public SgdSpec {
    require(
        learningRate > 0, "learning_rate", "learning_rate must be above 0, not %s", learningRate);
    require(
        momentum >= 0 && momentum < 1,
        "momentum",
        "momentum must be from 0 to below 1, not %s",
        momentum);
    require(
        weightDecay >= 0, "weight_decay", "weight_decay must not be negative, not %s", weightDecay);
  }

  @Override
  public <T> T match(Function<AdamSpec, T> adam, Function<SgdSpec, T> sgd) {
    return sgd.apply(this);
  }
}
