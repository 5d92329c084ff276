package io.seqlab.config.training;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import java.util.Optional;
import java.util.stream.Stream;

/** When training ends: exactly one of the four is given. */
public record BudgetSpec(
    @Doc("Optimizer steps") @Default("null") Optional<Long> steps,
    @Doc("Passes over the training examples") @Default("null") Optional<Long> epochs,
    @Doc("Real target tokens, end-of-sequence included") @Default("null") Optional<Long> tokens,
    @Doc("Seconds of training, validation and saving left out") @Default("null")
        Optional<Double> seconds) {
  public BudgetSpec {
    long given = Stream.of(steps, epochs, tokens, seconds).filter(Optional::isPresent).count();
    require(given == 1, "budget", "a budget is exactly one of steps, epochs, tokens, seconds");
    require(steps.orElse(1L) >= 1, "steps", "steps must be at least 1");
    require(epochs.orElse(1L) >= 1, "epochs", "epochs must be at least 1");
    require(tokens.orElse(1L) >= 1, "tokens", "tokens must be at least 1");
    require(seconds.orElse(1.0) > 0, "seconds", "seconds must be above 0");
  }
}
