package io.seqlab.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.config.InterveneProbeSpec;
import io.seqlab.config.InterveneProbeSpec.Change;
import io.seqlab.config.MetricName;
import io.seqlab.data.Batch;
import io.seqlab.data.Example;
import io.seqlab.data.RandomStream;
import io.seqlab.model.attention.MultiHeadAttention;
import io.seqlab.model.core.AttentionChange;
import io.seqlab.model.core.Part;
import io.seqlab.model.core.Seq2Seq;
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
record InterveneProbe(InterveneProbeSpec spec) implements Probe {

  @Override
  public List<Reading> measure(Subject subject) {
    List<Example> examples = GoldPrefixes.examples(subject, spec.examples());
    Patient patient = new Patient(subject, examples, metrics(subject, subject.model(), examples));
    long seed = RandomStream.seed(subject.seed(), "permute", 0);
    List<Reading> readings = new ArrayList<>();
    for (Change change : spec.changes()) {
      readings.addAll(
          switch (change) {
            case PERMUTE ->
                onSource(patient, change, sites -> Interventions.permute(sites, new Random(seed)));
            case FLATTEN -> onSource(patient, change, Interventions::flatten);
            case HEADS -> withoutHeads(patient);
          });
    }
    return readings;
  }

  /** Whom changes are tried on, and the metrics without any. */
  private record Patient(
      Subject subject, List<Example> examples, Map<MetricName, Double> unaltered) {}

  /** All that attends to the source at once; nothing without attention. */
  private List<Reading> onSource(
      Patient patient, Change kind, Function<List<Part>, AttentionChange> change) {
    List<Part> sites = patient.subject().model().decoder().sourceAttention();
    return sites.isEmpty() ? List.of() : outcome(patient, kind, () -> change.apply(sites));
  }

  /** By head, counted from 1 and from the bottom layer on. */
  private List<Reading> withoutHeads(Patient patient) {
    List<Reading> readings = new ArrayList<>();
    for (Heads heads : Heads.of(patient.subject().model())) {
      int number = 0;
      for (MultiHeadAttention layer : heads.layers()) {
        for (int h = 0; h < layer.heads(); h++) {
          number++;
          int head = h;
          for (Reading r :
              outcome(patient, Change.HEADS, () -> Interventions.withoutHead(layer, head))) {
            readings.add(new Reading(r.measure(), heads.dimension(), number, r.value(), r.n()));
          }
        }
      }
    }
    return readings;
  }

  /** Each way of asking gets the change anew, so that a random one is the same. */
  private List<Reading> outcome(Patient patient, Change kind, Supplier<AttentionChange> change) {
    String prefix = kind.prefix();
    Subject subject = patient.subject();
    List<Reading> readings =
        new ArrayList<>(move(patient, subject.model().with(change.get())).readings(prefix));
    metrics(subject, subject.model().with(change.get()), patient.examples())
        .forEach(
            (metric, value) -> {
              String name = prefix + metric.key();
              int n = patient.examples().size();
              readings.add(Reading.single(name, value, n));
              double before = patient.unaltered().get(metric);
              readings.add(Reading.single(name + "_change", value - before, n));
            });
    return readings;
  }

  private static OutputMove move(Patient patient, Seq2Seq altered) {
    Subject subject = patient.subject();
    OutputMove move = new OutputMove();
    for (Batch batch : GoldPrefixes.batches(subject, patient.examples())) {
      try (NDManager scratch = subject.manager().newSubManager()) {
        int[][] sources = batch.sources();
        int[][] targets = batch.targets();
        NDArray before = GoldPrefixes.probabilities(subject.model(), scratch, sources, targets);
        NDArray after = GoldPrefixes.probabilities(altered, scratch, sources, targets);
        move.add(before, after, targets);
      }
    }
    return move;
  }

  private Map<MetricName, Double> metrics(Subject subject, Seq2Seq model, List<Example> examples) {
    Evaluator evaluator =
        new Evaluator(model, subject.manager(), subject.vocabularies(), subject.decoding());
    return Quality.of(evaluator, examples, spec.metrics(), subject.corpus().targetTokenizer())
        .measure(spec.metrics());
  }
}
