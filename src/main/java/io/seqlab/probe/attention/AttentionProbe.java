package io.seqlab.probe.attention;

import io.seqlab.config.probe.AttentionProbeSpec;
import io.seqlab.data.core.Example;
import io.seqlab.probe.attention.GoldAlignment.Shift;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.Probe;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.core.TeacherForcing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * Where a model looks, on gold prefixes of the test examples: of a step of the decoder (several
 * heads averaged in the top layer), of each head alone by {@code head} (counted from 1, bottom
 * layer first), and of the heads of self-attention in the encoder together.
 */
public record AttentionProbe(AttentionProbeSpec spec) implements Probe {
  private static final String ENTROPY = "attention_entropy";
  private static final String ENTROPY_SHARE = "attention_entropy_share";
  private static final String SATURATION = "attention_saturation";
  private static final String ON_GOLD = "attention_on_gold";
  private static final String HEAD = "head";

  @Override
  public List<Measurement> measure(ProbeContext subject) {
    List<Example> examples = TeacherForcing.examples(subject, spec.examples());
    ModelAttention gazes = ModelAttention.of(subject, examples);
    List<Measurement> readings = new ArrayList<>();
    readings.addAll(sharpness("encoder_", gazes.encoder().stream().flatMap(List::stream).toList()));
    readings.addAll(sharpness("", gazes.step()));
    readings.addAll(alignment(gazes.step()));
    if (gazes.heads().size() > 1) {
      readings.addAll(heads(gazes.heads()));
    }
    readings.addAll(new AttentionByFrequency(subject.corpus().train()).of(gazes.step()));
    return readings.stream().filter(reading -> reading.n() > 0).toList();
  }

  private static List<Measurement> sharpness(String prefix, List<AttentionMatrix> gazes) {
    return List.of(
        single(prefix + ENTROPY, AttentionConcentration.entropy(gazes)),
        single(prefix + ENTROPY_SHARE, AttentionConcentration.entropyShare(gazes)),
        single(prefix + SATURATION, AttentionConcentration.saturation(gazes)));
  }

  private static Measurement single(String measure, DoubleSummaryStatistics values) {
    return Measurement.single(measure, values.getAverage(), values.getCount());
  }

  private static List<Measurement> alignment(List<AttentionMatrix> gazes) {
    List<Measurement> readings = new ArrayList<>();
    readings.add(single(ON_GOLD, GoldAlignment.mass(gazes)));
    readings.add(GoldAlignment.errorRate(gazes, Shift.NONE));
    for (int by = -1; by <= 1; by++) {
      readings.add(GoldAlignment.errorRate(gazes, Shift.ofSource(by)));
      readings.add(GoldAlignment.errorRate(gazes, Shift.ofStep(by)));
    }
    return readings;
  }

  /** Each head by itself, and the error rate of the one that is best on these very examples. */
  private static List<Measurement> heads(List<List<AttentionMatrix>> heads) {
    List<Measurement> readings = new ArrayList<>();
    List<Measurement> rates = new ArrayList<>();
    for (int h = 0; h < heads.size(); h++) {
      List<AttentionMatrix> head = heads.get(h);
      readings.add(byHead(h, single(ENTROPY, AttentionConcentration.entropy(head))));
      readings.add(byHead(h, single(SATURATION, AttentionConcentration.saturation(head))));
      readings.add(byHead(h, single(ON_GOLD, GoldAlignment.mass(head))));
      rates.add(byHead(h, GoldAlignment.errorRate(head, Shift.NONE)));
    }
    readings.addAll(rates);
    rates.stream()
        .min(Comparator.comparingDouble(Measurement::value))
        .ifPresent(
            r -> readings.add(Measurement.single("best_head_" + r.measure(), r.value(), r.n())));
    return readings;
  }

  private static Measurement byHead(int head, Measurement reading) {
    return new Measurement(reading.measure(), HEAD, head + 1, reading.value(), reading.n());
  }
}
