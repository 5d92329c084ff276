package io.seqlab.config.training;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.TypeName;
import java.util.Optional;
import java.util.function.Function;

/** How the learning rate changes over steps: a factor on the optimizer's own. */
public sealed interface ScheduleSpec {
  /** The result for the kind of this schedule; a new kind must be given a case. */
  <T> T match(Cases<T> cases);

  /** One function for each kind of schedule. */
  record Cases<T>(
      Function<Constant, T> constant,
      Function<InverseSqrt, T> inverseSqrt,
      Function<Plateau, T> plateau,
      Function<Cosine, T> cosine,
      Function<Exponential, T> exponential) {}

  @TypeName("constant")
  @Doc("The factor is 1, after an optional linear warm-up")
  record Constant(@Doc("Steps of linear warm-up") @Default("0") int warmup)
      implements ScheduleSpec {
    public Constant {
      require(warmup >= 0, "warmup", "warmup must not be negative, not %d", warmup);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.constant().apply(this);
    }
  }

  @TypeName("inverse_sqrt")
  @Doc(
      "Linear warm-up, then falling with the inverse square root of the step (Noam); learning_rate is the peak")
  record InverseSqrt(@Doc("Steps of linear warm-up") @Default("4000") int warmup)
      implements ScheduleSpec {
    public InverseSqrt {
      require(warmup >= 1, "warmup", "warmup must be at least 1, not %d", warmup);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.inverseSqrt().apply(this);
    }
  }

  @TypeName("plateau")
  @Doc("Multiplied by factor when the validation score has not improved for some validations")
  record Plateau(
      @Doc("What the rate is multiplied by") @Default("0.5") double factor,
      @Doc("Validations without a better score before that") @Default("3") int patience,
      @Doc("Smallest factor reached") @Default("0.0") double minimum)
      implements ScheduleSpec {
    public Plateau {
      require(factor > 0 && factor < 1, "factor", "factor must be between 0 and 1, not %s", factor);
      require(patience >= 1, "patience", "patience must be at least 1, not %d", patience);
      require(
          minimum >= 0 && minimum <= 1, "minimum", "minimum must be from 0 to 1, not %s", minimum);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.plateau().apply(this);
    }
  }

  @TypeName("cosine")
  @Doc("Linear warm-up, then half a cosine down to minimum at the last step")
  record Cosine(
      @Doc("Steps of linear warm-up") @Default("0") int warmup,
      @Doc("Step of the lowest rate; null takes the budget, which must then be in steps")
          @Default("null")
          Optional<Long> steps,
      @Doc("Smallest factor reached") @Default("0.0") double minimum)
      implements ScheduleSpec {
    public Cosine {
      require(warmup >= 0, "warmup", "warmup must not be negative, not %d", warmup);
      require(steps.orElse(1L) >= 1, "steps", "steps must be at least 1");
      require(
          minimum >= 0 && minimum <= 1, "minimum", "minimum must be from 0 to 1, not %s", minimum);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.cosine().apply(this);
    }
  }

  @TypeName("exponential")
  @Doc("Multiplied by decay every so many steps, smoothly")
  record Exponential(
      @Doc("What the rate is multiplied by over `every` steps") double decay,
      @Doc("Steps over which the rate falls by decay") @Default("1000") int every)
      implements ScheduleSpec {
    public Exponential {
      require(
          decay > 0 && decay <= 1, "decay", "decay must be above 0 and at most 1, not %s", decay);
      require(every >= 1, "every", "every must be at least 1, not %d", every);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.exponential().apply(this);
    }
  }
}
