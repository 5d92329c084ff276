package io.seqlab.probe.attention;

import io.seqlab.config.probe.AttentionProbeSpec;
import io.seqlab.data.core.Example;
import io.seqlab.probe.attention.AlignmentAgreement.Shift;
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
  public List<Measurement> measure(ProbeContext context) {
    List<Example> examples = TeacherForcing.testExamples(context, spec.examples());
    ModelAttention matrices = ModelAttention.of(context, examples);
    List<Measurement> measurements = new ArrayList<>();
    measurements.addAll(
        sharpness("encoder_", matrices.encoder().stream().flatMap(List::stream).toList()));
    measurements.addAll(sharpness("", matrices.step()));
    measurements.addAll(alignment(matrices.step()));
    if (matrices.heads().size() > 1) {
      measurements.addAll(heads(matrices.heads()));
    }
    measurements.addAll(new AttentionByFrequency(context.taskData().train()).of(matrices.step()));
    return measurements.stream().filter(measurement -> measurement.n() > 0).toList();
  }

  private static List<Measurement> sharpness(String prefix, List<AttentionMatrix> matrices) {
    return List.of(
        single(prefix + ENTROPY, AttentionConcentration.entropy(matrices)),
        single(prefix + ENTROPY_SHARE, AttentionConcentration.entropyShare(matrices)),
        single(prefix + SATURATION, AttentionConcentration.saturation(matrices)));
  }

  private static Measurement single(String measure, DoubleSummaryStatistics values) {
    return Measurement.single(measure, values.getAverage(), values.getCount());
  }

  private static List<Measurement> alignment(List<AttentionMatrix> matrices) {
    List<Measurement> measurements = new ArrayList<>();
    measurements.add(single(ON_GOLD, AlignmentAgreement.mass(matrices)));
    measurements.add(AlignmentAgreement.errorRate(matrices, Shift.NONE));
    for (int by = -1; by <= 1; by++) {
      measurements.add(AlignmentAgreement.errorRate(matrices, Shift.ofSource(by)));
      measurements.add(AlignmentAgreement.errorRate(matrices, Shift.ofStep(by)));
    }
    return measurements;
  }

  /** Each head by itself, and the error rate of the one that is best on these very examples. */
  private static List<Measurement> heads(List<List<AttentionMatrix>> heads) {
    List<Measurement> measurements = new ArrayList<>();
    List<Measurement> rates = new ArrayList<>();
    for (int h = 0; h < heads.size(); h++) {
      List<AttentionMatrix> head = heads.get(h);
      measurements.add(byHead(h, single(ENTROPY, AttentionConcentration.entropy(head))));
      measurements.add(byHead(h, single(SATURATION, AttentionConcentration.saturation(head))));
      measurements.add(byHead(h, single(ON_GOLD, AlignmentAgreement.mass(head))));
      rates.add(byHead(h, AlignmentAgreement.errorRate(head, Shift.NONE)));
    }
    measurements.addAll(rates);
    rates.stream()
        .min(Comparator.comparingDouble(Measurement::value))
        .ifPresent(
            r ->
                measurements.add(Measurement.single("best_head_" + r.measure(), r.value(), r.n())));
    return measurements;
  }

  private static Measurement byHead(int head, Measurement measurement) {
    return new Measurement(
        measurement.measure(), HEAD, head + 1, measurement.value(), measurement.n());
  }
}
