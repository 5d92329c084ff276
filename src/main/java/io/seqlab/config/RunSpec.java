package io.seqlab.config;

import io.seqlab.config.measure.MetricName;
import io.seqlab.config.measure.MilestoneSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.probe.ProbeSpec;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.config.training.TrainingSpec;
import java.util.List;
import java.util.Optional;

/** The settings of one run; runs with equal specs are the same run. */
public record RunSpec(
    @Doc("Name of the model in its study") String model,
    @Doc("Seed of all random streams") long seed,
    @Doc("The task that provides the examples, of this seed if each has its own") TaskSpec task,
    @Doc("How the model is trained") TrainingSpec training,
    @Doc("Decoding settings") DecodingSpec decoding,
    @Doc("Metrics of the test examples; a trial of a search has none and is not tested")
        List<MetricName> metrics,
    @Doc("Probes to run besides the metrics; runs saved before probes existed have none")
        @Default("[]")
        List<ProbeSpec> probes,
    @Doc("Validation qualities whose training effort is measured; earlier runs have none")
        @Default("[]")
        List<MilestoneSpec> milestones,
    @Doc("The model") ModelSpec definition,
    @Doc("Options of tables and figures") ReportSpec report,
    @Doc(
            "Decoding settings of validation, at the points of a grid over decoding. settings, which share one training; null validates with those of the test")
        @Default("null")
        Optional<DecodingSpec> validation) {

  /** The run of one model and seed of a study, validated with its own decoding settings. */
  public static RunSpec of(StudySpec study, String model, long seed) {
    return new RunSpec(
        model,
        seed,
        study.task().ofSeed(seed),
        study.training(),
        study.decoding(),
        study.metrics(),
        study.probes(),
        study.milestones(),
        study.models().get(model),
        study.report(),
        Optional.empty());
  }

  /** A copy with another model definition. */
  public RunSpec withDefinition(ModelSpec other) {
    return new RunSpec(
        model,
        seed,
        task,
        training,
        decoding,
        metrics,
        probes,
        milestones,
        other,
        report,
        validation);
  }

  /** A copy with another seed, on the same examples. */
  public RunSpec withSeed(long other) {
    return new RunSpec(
        model,
        other,
        task,
        training,
        decoding,
        metrics,
        probes,
        milestones,
        definition,
        report,
        validation);
  }

  /** A copy that is validated with these decoding settings. */
  public RunSpec validatedWith(DecodingSpec settings) {
    return with(decoding, settings.equals(decoding) ? Optional.empty() : Optional.of(settings));
  }

  /**
   * What is trained: the run that decodes its test examples as it validates. Runs for which this is
   * equal differ only in how the test examples are decoded, and share one training.
   */
  public RunSpec trained() {
    return with(validation.orElse(decoding), Optional.empty());
  }

  private RunSpec with(DecodingSpec ofTest, Optional<DecodingSpec> ofValidation) {
    return new RunSpec(
        model,
        seed,
        task,
        training,
        ofTest,
        metrics,
        probes,
        milestones,
        definition,
        report,
        ofValidation);
  }

  /**
   * The trial of a search with the training of this run: validated, but neither tested nor probed.
   */
  public RunSpec asTrial(int budgetDivisor) {
    return new RunSpec(
        model,
        seed,
        task,
        training.asTrial(budgetDivisor),
        decoding,
        List.of(),
        List.of(),
        List.of(),
        definition,
        report,
        validation);
  }

  public boolean isTrial() {
    return metrics.isEmpty();
  }

  /**
   * Whether both are the same run with the same weights: they may differ in metrics, probes,
   * milestones and report.
   */
  public boolean hasSameTraining(RunSpec other) {
    RunSpec withItsEvaluation =
        new RunSpec(
            model,
            seed,
            task,
            training,
            decoding,
            other.metrics,
            other.probes,
            other.milestones,
            definition,
            other.report,
            validation);
    return withItsEvaluation.equals(other);
  }
}
