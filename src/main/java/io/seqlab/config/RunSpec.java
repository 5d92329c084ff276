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
    @Doc("Options of tables and figures") ReportSpec report) {

  /** The run of one model and seed of a study. */
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
        study.report());
  }

  /** A copy with another model definition. */
  public RunSpec withDefinition(ModelSpec other) {
    return new RunSpec(
        model, seed, task, training, decoding, metrics, probes, milestones, other, report);
  }

  /**
   * The trial of a search with the training of this run: validated, but neither tested nor probed.
   */
  public RunSpec asTrial(int budgetDivisor) {
    return new RunSpec(
        model,
        seed,
        task,
        training.withBudgetDividedBy(budgetDivisor),
        decoding,
        List.of(),
        List.of(),
        List.of(),
        definition,
        report);
  }

  public boolean isTrial() {
    return metrics.isEmpty();
  }

  /**
   * Whether both runs train the same weights: they may differ in metrics, probes, milestones and
   * report.
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
            other.report);
    return withItsEvaluation.equals(other);
  }
}
