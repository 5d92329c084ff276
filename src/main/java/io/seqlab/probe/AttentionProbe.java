package io.seqlab.probe;

import io.seqlab.config.AttentionProbeSpec;
import io.seqlab.data.Example;
import io.seqlab.probe.GoldAlignment.Shift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * Where a model looks, on gold prefixes of the test examples: of a step of the decoder (several
 * heads averaged in the top layer), of each head alone by {@code head} (counted from 1, bottom
 * layer first), and of the heads of self-attention in the encoder together.
 */
record AttentionProbe(AttentionProbeSpec spec) implements Probe {
  private static final String ENTROPY = "attention_entropy";
  private static final String ENTROPY_SHARE = "attention_entropy_share";
  private static final String SATURATION = "attention_saturation";
  private static final String ON_GOLD = "attention_on_gold";
  private static final String HEAD = "head";

  @Override
  public List<Reading> measure(Subject subject) {
    List<Example> examples = GoldPrefixes.examples(subject, spec.examples());
    Gazes gazes = Gazes.of(subject, examples);
    List<Reading> readings = new ArrayList<>();
    readings.addAll(sharpness("encoder_", gazes.encoder().stream().flatMap(List::stream).toList()));
    readings.addAll(sharpness("", gazes.step()));
    readings.addAll(alignment(gazes.step()));
    if (gazes.heads().size() > 1) {
      readings.addAll(heads(gazes.heads()));
    }
    readings.addAll(new RankMass(subject.corpus().train()).of(gazes.step()));
    return readings.stream().filter(reading -> reading.n() > 0).toList();
  }

  private static List<Reading> sharpness(String prefix, List<Gaze> gazes) {
    return List.of(
        single(prefix + ENTROPY, Sharpness.entropy(gazes)),
        single(prefix + ENTROPY_SHARE, Sharpness.entropyShare(gazes)),
        single(prefix + SATURATION, Sharpness.saturation(gazes)));
  }

  private static Reading single(String measure, DoubleSummaryStatistics values) {
    return Reading.single(measure, values.getAverage(), values.getCount());
  }

  private static List<Reading> alignment(List<Gaze> gazes) {
    List<Reading> readings = new ArrayList<>();
    readings.add(single(ON_GOLD, GoldAlignment.mass(gazes)));
    readings.add(GoldAlignment.errorRate(gazes, Shift.NONE));
    for (int by = -1; by <= 1; by++) {
      readings.add(GoldAlignment.errorRate(gazes, Shift.ofSource(by)));
      readings.add(GoldAlignment.errorRate(gazes, Shift.ofStep(by)));
    }
    return readings;
  }

  /** Each head by itself, and the error rate of the one that is best on these very examples. */
  private static List<Reading> heads(List<List<Gaze>> heads) {
    List<Reading> readings = new ArrayList<>();
    List<Reading> rates = new ArrayList<>();
    for (int h = 0; h < heads.size(); h++) {
      List<Gaze> head = heads.get(h);
      readings.add(byHead(h, single(ENTROPY, Sharpness.entropy(head))));
      readings.add(byHead(h, single(SATURATION, Sharpness.saturation(head))));
      readings.add(byHead(h, single(ON_GOLD, GoldAlignment.mass(head))));
      rates.add(byHead(h, GoldAlignment.errorRate(head, Shift.NONE)));
    }
    readings.addAll(rates);
    rates.stream()
        .min(Comparator.comparingDouble(Reading::value))
        .ifPresent(r -> readings.add(Reading.single("best_head_" + r.measure(), r.value(), r.n())));
    return readings;
  }

  private static Reading byHead(int head, Reading reading) {
    return new Reading(reading.measure(), HEAD, head + 1, reading.value(), reading.n());
  }
}
