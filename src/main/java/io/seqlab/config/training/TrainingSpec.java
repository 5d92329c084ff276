package io.seqlab.config.training;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import java.util.Optional;

/** How every model of the study is trained. */
public record TrainingSpec(
    @Doc("How examples are put together") @Default("{}") BatchSpec batch,
    @Doc("When training ends") BudgetSpec budget,
    @Doc("Steps between validations; the latest checkpoint is saved there too") @Default("500")
        int validateEvery,
    @Doc("Validations without a better score after which training stops; null never stops early")
        @Default("null")
        Optional<Integer> patience,
    @Doc("The validation score that chooses the best checkpoint") @Default("loss")
        MetricName bestBy,
    @Doc("How weights follow gradients") @Default("{type: adam}") OptimizerSpec optimizer,
    @Doc("How the learning rate changes over steps") @Default("{type: constant}")
        ScheduleSpec schedule,
    @Doc("Largest norm of all gradients together; 0 switches clipping off") @Default("1.0")
        double clipNorm,
    @Doc("Probability taken from the reference token and spread evenly over the vocabulary")
        @Default("0.0")
        double labelSmoothing,
    @Doc("Batches whose gradients are averaged, by their tokens, into one step") @Default("1")
        int accumulate) {

  public TrainingSpec {
    require(
        validateEvery >= 1,
        "validate_every",
        "validate_every must be at least 1 step, not %d",
        validateEvery);
    require(
        patience.orElse(1) >= 1,
        "patience",
        "patience must be at least 1, not %d",
        patience.orElse(1));
    require(clipNorm >= 0, "clip_norm", "clip_norm must not be negative, not %s", clipNorm);
    require(
        labelSmoothing >= 0 && labelSmoothing < 1,
        "label_smoothing",
        "label_smoothing must be from 0 to below 1, not %s",
        labelSmoothing);
    require(
        !(schedule instanceof ScheduleSpec.Cosine cosine
            && cosine.steps().isEmpty()
            && budget.steps().isEmpty()),
        "schedule",
        "a cosine schedule needs steps, as the budget is not in steps");
    require(accumulate >= 1, "accumulate", "accumulate must be at least 1, not %d", accumulate);
  }
}
