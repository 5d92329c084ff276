package io.seqlab.config.training;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.Optional;
import java.util.function.Function;

/** The learning-rate schedule: a factor for each step that multiplies the optimizer's rate. */
public sealed interface ScheduleSpec {
  /** Calls the function for this type of schedule. */
  <T> T match(Cases<T> cases);

  /**
   * One function for each type of schedule, so that a new type must be handled wherever types
   * differ.
   */
  record Cases<T>(
      Function<Constant, T> constant,
      Function<InverseSqrt, T> inverseSqrt,
      Function<Plateau, T> plateau,
      Function<Cosine, T> cosine,
      Function<Exponential, T> exponential,
      Function<InverseTime, T> inverseTime) {}

  @TypeName("constant")
  @Doc("The factor is 1, after an optional linear warm-up")
  record Constant(@Doc("Steps of linear warm-up") @Default("0") int warmup)
      implements ScheduleSpec {
    public Constant {
      Require.nonNegative("warmup", warmup);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.constant().apply(this);
    }
  }

  @TypeName("inverse_sqrt")
  @Doc(
      "Linear warm-up, then decay with the inverse square root of the step (Noam); learning_rate is the peak")
  record InverseSqrt(@Doc("Steps of linear warm-up") @Default("4000") int warmup)
      implements ScheduleSpec {
    public InverseSqrt {
      Require.positive("warmup", warmup);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.inverseSqrt().apply(this);
    }
  }

  @TypeName("plateau")
  @Doc(
      "The rate is multiplied by factor when the validation score has not improved for patience validations")
  record Plateau(
      @Doc("Factor of each reduction") @Default("0.5") double factor,
      @Doc("Validations without improvement before a reduction") @Default("3") int patience,
      @Doc("Smallest factor") @Default("0.0") double minimum)
      implements ScheduleSpec {
    public Plateau {
      require(factor > 0 && factor < 1, "factor", "factor must be between 0 and 1, not %s", factor);
      Require.positive("patience", patience);
      Require.fraction("minimum", minimum);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.plateau().apply(this);
    }
  }

  @TypeName("cosine")
  @Doc("Linear warm-up, then cosine decay to minimum; not with patience")
  record Cosine(
      @Doc("Steps of linear warm-up") @Default("0") int warmup,
      @Doc(
              "Step at which minimum is reached; null is the end of the budget, which must then be in steps")
          @Default("null")
          Optional<Long> steps,
      @Doc("Smallest factor") @Default("0.0") double minimum)
      implements ScheduleSpec {
    public Cosine {
      Require.nonNegative("warmup", warmup);
      Require.positive("steps", steps.orElse(1L));
      Require.fraction("minimum", minimum);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.cosine().apply(this);
    }
  }

  @TypeName("exponential")
  @Doc("Continuous decay: the rate is multiplied by decay over `every` steps")
  record Exponential(
      @Doc("Factor over `every` steps") double decay,
      @Doc("Steps over which the rate is multiplied by decay") @Default("1000") int every)
      implements ScheduleSpec {
    public Exponential {
      require(
          decay > 0 && decay <= 1, "decay", "decay must be above 0 and at most 1, not %s", decay);
      Require.positive("every", every);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.exponential().apply(this);
    }
  }

  @TypeName("inverse_time")
  @Doc("The rate is divided by 1 + decay times the steps before, as decay of Keras' optimizers")
  record InverseTime(@Doc("Decay of each step") double decay) implements ScheduleSpec {
    public InverseTime {
      Require.aboveZero("decay", decay);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.inverseTime().apply(this);
    }
  }
}
