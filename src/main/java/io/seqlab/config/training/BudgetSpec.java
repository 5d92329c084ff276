package io.seqlab.config.training;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import java.util.Optional;
import java.util.stream.Stream;

/** The length of training, in exactly one of four units. */
public record BudgetSpec(
    @Doc("Optimizer steps") @Default("null") Optional<Long> steps,
    @Doc("Epochs: passes over the training examples") @Default("null") Optional<Long> epochs,
    @Doc("Target tokens, end of sequence included, padding excluded") @Default("null")
        Optional<Long> tokens,
    @Doc("Seconds of training, validation and checkpoints excluded") @Default("null")
        Optional<Double> seconds) {
  /** The largest number of steps or tokens: more than a machine trains. */
  public static final long UNLIMITED = 1_000_000_000_000_000L;

  private static final long MAX_EPOCHS = 1_000_000_000;

  public BudgetSpec {
    require(
        Stream.of(steps, epochs, tokens, seconds).filter(Optional::isPresent).count() == 1,
        "budget",
        "budget must have exactly one of the keys steps, epochs, tokens, seconds");
    Require.upTo("steps", steps.orElse(1L), UNLIMITED);
    Require.upTo("epochs", epochs.orElse(1L), MAX_EPOCHS);
    Require.upTo("tokens", tokens.orElse(1L), UNLIMITED);
    Require.aboveZero("seconds", seconds.orElse(1.0));
  }

  /** This budget divided by a number, rounded up. */
  public BudgetSpec dividedBy(int divisor) {
    return new BudgetSpec(
        steps.map(n -> ceilDiv(n, divisor)),
        epochs.map(n -> ceilDiv(n, divisor)),
        tokens.map(n -> ceilDiv(n, divisor)),
        seconds.map(n -> n / divisor));
  }

  private static long ceilDiv(long n, int divisor) {
    return (n + divisor - 1) / divisor;
  }
}
