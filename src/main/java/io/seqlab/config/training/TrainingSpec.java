package io.seqlab.config.training;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import java.util.Optional;

/** The training of every model of a study. */
public record TrainingSpec(
    @Doc("Batches of training") @Default("{}") BatchSpec batch,
    @Doc("Length of training") BudgetSpec budget,
    @Doc("Steps between validations; each also saves the latest checkpoint") @Default("500")
        int validateEvery,
    @Doc(
            "Early stopping: validations without improvement after which training stops; null disables it")
        @Default("null")
        Optional<Integer> patience,
    @Doc("Validation metric that selects the best checkpoint") @Default("loss") MetricName bestBy,
    @Doc("Optimizer") @Default("{type: adam}") OptimizerSpec optimizer,
    @Doc("Learning-rate schedule") @Default("{type: constant}") ScheduleSpec schedule,
    @Doc("Maximum global gradient norm; 0 disables clipping") @Default("1.0") double clipNorm,
    @Doc(
            "Label smoothing: probability taken from the reference token and spread over the vocabulary")
        @Default("0.0")
        double labelSmoothing,
    @Doc(
            "Gradient accumulation: batches per step, averaged with weights proportional to their tokens")
        @Default("1")
        int accumulate) {

  public TrainingSpec {
    Require.positive("validate_every", validateEvery);
    Require.positive("patience", patience.orElse(1));
    Require.nonNegative("clip_norm", clipNorm);
    Require.rate("label_smoothing", labelSmoothing);
    require(
        !(schedule instanceof ScheduleSpec.Cosine cosine
            && cosine.steps().isEmpty()
            && budget.steps().isEmpty()),
        "schedule",
        "a cosine schedule requires steps if the budget is not in steps");
    Require.positive("accumulate", accumulate);
  }
}
