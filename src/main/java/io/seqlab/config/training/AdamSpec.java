package io.seqlab.config.training;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;
import java.util.function.Function;

/**
 * Adam (Kingma and Ba 2015), or AdamW (Loshchilov and Hutter 2019), whose weight decay is
 * decoupled.
 */
@TypeName({"adam", "adamw"})
@Doc("Adam, or AdamW, whose weight decay is decoupled")
public record AdamSpec(
    Kind type,
    @Doc("Learning rate that the schedule scales") @Default("1e-3") double learningRate,
    @Doc("Decay of the first moment") @Default("0.9") double beta1,
    @Doc("Decay of the second moment") @Default("0.999") double beta2,
    @Doc("Added to the root of the second moment") @Default("1e-8") double epsilon,
    @Doc("Weight decay: for adam added to the gradient, for adamw taken off the weight")
        @Default("0.0")
        double weightDecay)
    implements OptimizerSpec {

  /** Where weight decay acts. */
  public enum Kind {
    ADAM,
    ADAMW
  }

  public AdamSpec {
    require(
        learningRate > 0, "learning_rate", "learning_rate must be above 0, not %s", learningRate);
    require(beta1 >= 0 && beta1 < 1, "beta1", "beta1 must be from 0 to below 1, not %s", beta1);
    require(beta2 >= 0 && beta2 < 1, "beta2", "beta2 must be from 0 to below 1, not %s", beta2);
    require(epsilon > 0, "epsilon", "epsilon must be above 0, not %s", epsilon);
    require(
        weightDecay >= 0, "weight_decay", "weight_decay must not be negative, not %s", weightDecay);
  }

  @Override
  public <T> T match(Function<AdamSpec, T> adam, Function<SgdSpec, T> sgd) {
    return adam.apply(this);
  }
}
