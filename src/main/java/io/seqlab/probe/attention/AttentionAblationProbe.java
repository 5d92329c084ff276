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
  public List<Measurement> measure(ProbeContext subject) {
    List<Example> examples = TeacherForcing.examples(subject, spec.examples());
    Patient patient = new Patient(subject, examples, metrics(subject, subject.model(), examples));
    long seed = RandomStream.seed(subject.seed(), "permute", 0);
    List<Measurement> readings = new ArrayList<>();
    for (Change change : spec.changes()) {
      readings.addAll(
          switch (change) {
            case PERMUTE ->
                onSource(
                    patient, change, sites -> AttentionAblations.permute(sites, new Random(seed)));
            case FLATTEN -> onSource(patient, change, AttentionAblations::flatten);
            case HEADS -> withoutHeads(patient);
          });
    }
    return readings;
  }

  /** Whom changes are tried on, and the metrics without any. */
  private record Patient(
      ProbeContext subject, List<Example> examples, Map<MetricName, Double> unaltered) {}

  /** All that attends to the source at once; nothing without attention. */
  private List<Measurement> onSource(
      Patient patient, Change kind, Function<List<SizedBlock>, AttentionHook> change) {
    List<SizedBlock> sites = patient.subject().model().decoder().sourceAttention();
    return sites.isEmpty() ? List.of() : outcome(patient, kind, () -> change.apply(sites));
  }

  /** By head, counted from 1 and from the bottom layer on. */
  private List<Measurement> withoutHeads(Patient patient) {
    List<Measurement> readings = new ArrayList<>();
    for (AttentionHeads heads : AttentionHeads.of(patient.subject().model())) {
      int number = 0;
      for (MultiHeadAttention layer : heads.layers()) {
        for (int h = 0; h < layer.heads(); h++) {
          number++;
          int head = h;
          for (Measurement r :
              outcome(patient, Change.HEADS, () -> AttentionAblations.withoutHead(layer, head))) {
            readings.add(new Measurement(r.measure(), heads.dimension(), number, r.value(), r.n()));
          }
        }
      }
    }
    return readings;
  }

  /** Each way of asking gets the change anew, so that a random one is the same. */
  private List<Measurement> outcome(Patient patient, Change kind, Supplier<AttentionHook> change) {
    String prefix = kind.prefix();
    ProbeContext subject = patient.subject();
    List<Measurement> readings =
        new ArrayList<>(move(patient, subject.model().with(change.get())).readings(prefix));
    metrics(subject, subject.model().with(change.get()), patient.examples())
        .forEach(
            (metric, value) -> {
              String name = prefix + metric.key();
              int n = patient.examples().size();
              readings.add(Measurement.single(name, value, n));
              double before = patient.unaltered().get(metric);
              readings.add(Measurement.single(name + "_change", value - before, n));
            });
    return readings;
  }

  private static OutputDivergence move(Patient patient, Seq2Seq altered) {
    ProbeContext subject = patient.subject();
    OutputDivergence move = new OutputDivergence();
    for (Batch batch : TeacherForcing.batches(subject, patient.examples())) {
      try (NDManager scratch = subject.manager().newSubManager()) {
        int[][] sources = batch.sources();
        int[][] targets = batch.targets();
        NDArray before = TeacherForcing.probabilities(subject.model(), scratch, sources, targets);
        NDArray after = TeacherForcing.probabilities(altered, scratch, sources, targets);
        move.add(before, after, targets);
      }
    }
    return move;
  }

  private Map<MetricName, Double> metrics(
      ProbeContext subject, Seq2Seq model, List<Example> examples) {
    Evaluator evaluator =
        new Evaluator(model, subject.manager(), subject.vocabularies(), subject.decoding());
    return EvaluationResult.of(
            evaluator, examples, spec.metrics(), subject.corpus().targetTokenizer())
        .measure(spec.metrics());
  }
}
