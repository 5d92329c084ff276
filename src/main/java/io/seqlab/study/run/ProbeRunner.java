package io.seqlab.study.run;

import ai.djl.ndarray.NDManager;
import io.seqlab.config.probe.ProbeSpec;
import io.seqlab.config.schema.TypeName;
import io.seqlab.evaluation.Evaluator;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.probe.Probes;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.core.ProbeException;
import io.seqlab.result.record.Measure;
import io.seqlab.study.plan.StudyData;
import io.seqlab.train.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What the probes of a study find: on the trained model and, where a probe asks for it, on the
 * weights that training began with.
 */
public record ProbeRunner(RunContext run, Evaluator trained, StudyData data) {
  /** The measures of a probe. */
  public List<Measure> take(ProbeSpec probe) {
    List<Measure> measures = new ArrayList<>(take(probe, "", trained.model(), trained.manager()));
    if (probe.initial()) {
      measures.addAll(takeBeforeTraining(probe));
    }
    return measures;
  }

  /** What probes follow during training, of the model as it is now. */
  Map<String, Double> follow() {
    Map<String, Double> followed = new TreeMap<>();
    for (ProbeSpec probe : run.spec().probes()) {
      ProbeContext subject = subject(trained.model(), trained.manager());
      followed.putAll(named(probe, () -> Probes.of(probe).measureAtValidation(subject)));
    }
    return followed;
  }

  private List<Measure> takeBeforeTraining(ProbeSpec probe) {
    try (NDManager manager = trained.manager().newSubManager()) {
      Seq2Seq fresh = StudyData.buildModel(run.spec().definition(), data.vocabularies());
      Weights.initialise(fresh, manager, run.spec().seed());
      return take(probe, ProbeSpec.INITIAL, fresh, manager);
    }
  }

  private List<Measure> take(ProbeSpec probe, String prefix, Seq2Seq model, NDManager manager) {
    ProbeContext subject = subject(model, manager);
    return named(probe, () -> Probes.of(probe).measure(subject)).stream()
        .map(reading -> measure(prefix, reading))
        .toList();
  }

  private ProbeContext subject(Seq2Seq model, NDManager manager) {
    return new ProbeContext(
        model,
        run.spec().definition(),
        manager,
        data.vocabularies(),
        data.taskData(),
        run.spec().decoding(),
        run.spec().training(),
        run.spec().seed());
  }

  /** Runs a probe so that a failure names it. */
  private static <T> T named(ProbeSpec probe, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw new ProbeException(probe.getClass().getAnnotation(TypeName.class).value()[0], e);
    }
  }

  private Measure measure(String prefix, Measurement reading) {
    return new Measure(
        run.key(),
        prefix + reading.measure(),
        reading.dimension(),
        reading.x(),
        reading.value(),
        reading.n());
  }
}
