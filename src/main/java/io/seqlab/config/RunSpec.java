package io.seqlab.config;

import io.seqlab.config.measure.MetricName;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.probe.ProbeSpec;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.config.training.TrainingSpec;
import java.util.List;

/**
 * All that decides the outcome of one run, and nothing else: two runs with equal specs are the same
 * run.
 */
public record RunSpec(
    @Doc("Name of the model in its study") String model,
    @Doc("Seed of every random stream") long seed,
    @Doc("Where examples come from") TaskSpec task,
    @Doc("How the model is trained") TrainingSpec training,
    @Doc("How the model answers") DecodingSpec decoding,
    @Doc("What is measured on the test examples") List<MetricName> metrics,
    @Doc("What is measured beyond the metrics; runs saved before there were probes have none")
        @Default("[]")
        List<ProbeSpec> probes,
    @Doc("The model") ModelSpec definition,
    @Doc("What the tables and figures show") ReportSpec report) {

  /** The run of one model and seed of a study. */
  public static RunSpec of(StudySpec study, String model, long seed) {
    return new RunSpec(
        model,
        seed,
        study.task(),
        study.training(),
        study.decoding(),
        study.metrics(),
        study.probes(),
        study.models().get(model),
        study.report());
  }

  /** The same run of another definition. */
  public RunSpec withDefinition(ModelSpec other) {
    return new RunSpec(model, seed, task, training, decoding, metrics, probes, other, report);
  }

  /** Whether both end with the same weights: they may differ in what is then measured and shown. */
  public boolean hasSameTraining(RunSpec other) {
    RunSpec measuredAsOther =
        new RunSpec(
            model,
            seed,
            task,
            training,
            decoding,
            other.metrics,
            other.probes,
            definition,
            other.report);
    return measuredAsOther.equals(other);
  }
}
