package io.seqlab.probe.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.probe.AttentionAblationProbeSpec;
import io.seqlab.config.probe.AttentionAblationProbeSpec.Change;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.RandomStream;
import io.seqlab.evaluation.EvaluationResult;
import io.seqlab.evaluation.Evaluator;
import io.seqlab.model.attention.MultiHeadAttention;
import io.seqlab.model.core.AttentionHook;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.SizedBlock;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.OutputDivergence;
import io.seqlab.probe.core.Probe;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.core.TeacherForcing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tampers with attention and says how the output moves: its distribution on gold prefixes, and the
 * metrics of free answers, by themselves and less those of the model left alone.
 */
public record AttentionAblationProbe(AttentionAblationProbeSpec spec) implements Probe {

  @Override
  public List<Measurement> measure(ProbeContext context) {
    List<Example> examples = TeacherForcing.testExamples(context, spec.examples());
    Patient patient = new Patient(context, examples, metrics(context, context.model(), examples));
    long seed = RandomStream.seed(context.seed(), "permute", 0);
    List<Measurement> measurements = new ArrayList<>();
    for (Change change : spec.changes()) {
      measurements.addAll(
          switch (change) {
            case PERMUTE ->
                onSource(
                    patient, change, sites -> AttentionAblations.permute(sites, new Random(seed)));
            case FLATTEN -> onSource(patient, change, AttentionAblations::flatten);
            case HEADS -> withoutHeads(patient);
          });
    }
    return measurements;
  }

  /** Whom changes are tried on, and the metrics without any. */
  private record Patient(
      ProbeContext context, List<Example> examples, Map<MetricName, Double> unaltered) {}

  /** All that attends to the source at once; nothing without attention. */
  private List<Measurement> onSource(
      Patient patient, Change kind, Function<List<SizedBlock>, AttentionHook> change) {
    List<SizedBlock> sites = patient.context().model().decoder().sourceAttention();
    return sites.isEmpty() ? List.of() : outcome(patient, kind, () -> change.apply(sites));
  }

  /** By head, counted from 1 and from the bottom layer on. */
  private List<Measurement> withoutHeads(Patient patient) {
    List<Measurement> measurements = new ArrayList<>();
    for (AttentionHeads heads : AttentionHeads.of(patient.context().model())) {
      int number = 0;
      for (MultiHeadAttention layer : heads.layers()) {
        for (int h = 0; h < layer.heads(); h++) {
          number++;
          int head = h;
          for (Measurement r :
              outcome(patient, Change.HEADS, () -> AttentionAblations.withoutHead(layer, head))) {
            measurements.add(
                new Measurement(r.measure(), heads.dimension(), number, r.value(), r.n()));
          }
        }
      }
    }
    return measurements;
  }

  /** Each way of asking gets the change anew, so that a random one is the same. */
  private List<Measurement> outcome(Patient patient, Change kind, Supplier<AttentionHook> change) {
    String prefix = kind.prefix();
    ProbeContext context = patient.context();
    List<Measurement> measurements =
        new ArrayList<>(move(patient, context.model().withHook(change.get())).measurements(prefix));
    metrics(context, context.model().withHook(change.get()), patient.examples())
        .forEach(
            (metric, value) -> {
              String name = prefix + metric.key();
              int n = patient.examples().size();
              measurements.add(Measurement.single(name, value, n));
              double before = patient.unaltered().get(metric);
              measurements.add(Measurement.single(name + "_change", value - before, n));
            });
    return measurements;
  }

  private static OutputDivergence move(Patient patient, Seq2Seq altered) {
    ProbeContext context = patient.context();
    OutputDivergence move = new OutputDivergence();
    for (Batch batch : TeacherForcing.batches(context, patient.examples())) {
      try (NDManager scratch = context.manager().newSubManager()) {
        int[][] sources = batch.sources();
        int[][] targets = batch.targets();
        NDArray before = TeacherForcing.probabilities(context.model(), scratch, sources, targets);
        NDArray after = TeacherForcing.probabilities(altered, scratch, sources, targets);
        move.add(before, after, targets);
      }
    }
    return move;
  }

  private Map<MetricName, Double> metrics(
      ProbeContext context, Seq2Seq model, List<Example> examples) {
    Evaluator evaluator =
        new Evaluator(model, context.manager(), context.vocabularies(), context.decoding());
    return EvaluationResult.of(
            evaluator, examples, spec.metrics(), context.taskData().targetTokenizer())
        .measure(spec.metrics());
  }
}
