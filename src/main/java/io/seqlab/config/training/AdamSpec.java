package io.seqlab.config.training;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;

/**
 * Adam (Kingma and Ba 2015), or AdamW (Loshchilov and Hutter 2019), whose weight decay is
 * decoupled.
 */
@TypeName({"adam", "adamw"})
@Doc("Adam, or AdamW, whose weight decay is decoupled")
public record AdamSpec(
    Kind type,
    @Doc("Learning rate, multiplied by the factor of the schedule") @Default("1e-3")
        double learningRate,
    @Doc("Decay rate of the first moment") @Default("0.9") double beta1,
    @Doc("Decay rate of the second moment") @Default("0.999") double beta2,
    @Doc("Constant added to the square root of the second moment") @Default("1e-8") double epsilon,
    @Doc("Weight decay: added to the gradient for adam, decoupled for adamw") @Default("0.0")
        double weightDecay)
    implements OptimizerSpec {

  /** The form of weight decay. */
  public enum Kind {
    ADAM,
    ADAMW
  }

  public AdamSpec {
    Require.aboveZero("learning_rate", learningRate);
    Require.rate("beta1", beta1);
    Require.rate("beta2", beta2);
    Require.aboveZero("epsilon", epsilon);
    Require.nonNegative("weight_decay", weightDecay);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.adam().apply(this);
  }
}
