package io.seqlab.probe.attention;

import static io.seqlab.probe.core.Measurement.mean;
import static java.util.Comparator.comparingDouble;

import io.seqlab.config.probe.AttentionProbeSpec;
import io.seqlab.probe.attention.AlignmentAgreement.Shift;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.Probe;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.core.TeacherForcing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Set;

/**
 * Attention weights under teacher forcing, on the first {@code examples} test examples (500).
 *
 * <p>A row w holds the weights of one decoder step over the S source tokens, end-of-sequence
 * included, padding excluded; Σw = 1. It is the attention of a recurrent decoder, or the mean over
 * the cross-attention heads of the top layer of a Transformer decoder.
 *
 * <ul>
 *   <li>{@code attention_entropy}: mean of −Σ w·ln w over rows, in nats; 0 if one token has all
 *       weight, ln S if all have the same;
 *   <li>{@code attention_entropy_share}: mean of entropy / ln S, over rows with S &gt; 1;
 *   <li>{@code attention_saturation}: share of rows whose largest weight exceeds 0.99;
 *   <li>{@code attention_softmax_gradient}: mean norm of the derivative of a row with respect to
 *       its scores, the Frobenius norm of diag(w) − w·wᵀ: 0 if one token has all weight, at most
 *       1/√2;
 *   <li>{@code attention_sum_error}: largest |Σw − 1| of a row;
 *   <li>{@code attention_on_gold}: mean weight on the gold-aligned source tokens, over target
 *       tokens with a gold alignment;
 *   <li>{@code alignment_error_rate}: AER (Och and Ney 2003) of the links from each target token to
 *       the source token of largest weight; along {@code shift} (−1, 0, 1) with the next source
 *       position on either side instead, along {@code step_shift} (−1, 0, 1) with the row of the
 *       decoder step before or after; a low value off 0 shows attention displaced by one;
 *   <li>{@code attention_mass}, {@code attention_ratio} along {@code log2_rank}: see {@link
 *       AttentionByFrequency};
 *   <li>along {@code head} (from 1, bottom layer first), for models with several heads: entropy,
 *       saturation, weight on gold and AER of each cross-attention head alone; {@code
 *       best_head_alignment_error_rate} is the lowest AER of a head, chosen on the examples that it
 *       is measured on and so optimistic;
 *   <li>with {@code from}, a list of source tokens: {@code encoder_attention_on_gold} along {@code
 *       encoder_head} (from 1, bottom layer first), the mean weight from these tokens to the
 *       gold-aligned source tokens in the self-attention of a Transformer encoder, such as from a
 *       pronoun to its antecedent; {@code encoder_best_head_attention_on_gold} is that of the head
 *       with the highest, chosen on the examples that it is measured on and so optimistic;
 *   <li>{@code head_divergence}: mean over rows and layers of the Jensen-Shannon divergence (Lin
 *       1991) of the H heads of a layer, as a share of its maximum ln H: 0 if all heads have the
 *       same weights, 1 if no two have weight on the same token; for layers with several heads;
 *   <li>{@code encoder_attention_entropy}, {@code …_entropy_share}, {@code …_saturation}, {@code
 *       …_softmax_gradient}, {@code …_softmax_gradient_median}, {@code …_sum_error}, {@code
 *       encoder_head_divergence}: the same for all rows of all self-attention heads of a
 *       Transformer encoder.
 * </ul>
 *
 * <p>n counts rows (aligned target tokens for weight on gold, aligned examples for AER). Measures
 * without data are omitted: all decoder measures for models without attention, alignment measures
 * for tasks without gold alignments.
 *
 * <p>Not measured: attention while the model decodes its own output, and whether the output depends
 * on the weights ({@link AttentionAblationProbe}).
 */
public record AttentionProbe(AttentionProbeSpec spec) implements Probe {
  private static final String ENTROPY = "attention_entropy";
  private static final String ENTROPY_SHARE = "attention_entropy_share";
  private static final String GRADIENT = "attention_softmax_gradient";
  private static final String SATURATION = "attention_saturation";
  private static final String ON_GOLD = "attention_on_gold";

  @Override
  public List<Measurement> measure(ProbeContext context) {
    ModelAttention attention =
        ModelAttention.of(context, TeacherForcing.testExamples(context, spec.examples()));
    List<AttentionMatrix> decoder = attention.decoder();
    List<Measurement> measurements = new ArrayList<>();
    measurements.addAll(
        concentration(
            "encoder_", heads(attention.encoderLayers()).stream().flatMap(List::stream).toList()));
    measurements.add(divergence("encoder_", attention.encoderLayers()));
    if (!spec.from().isEmpty() && !attention.encoderLayers().isEmpty()) {
      measurements.addAll(selfAttentionOnGold(heads(attention.encoderLayers())));
    }
    measurements.addAll(concentration("", decoder));
    measurements.add(divergence("", attention.crossLayers()));
    measurements.addAll(alignment(decoder));
    List<List<AttentionMatrix>> crossHeads = heads(attention.crossLayers());
    if (crossHeads.size() > 1) {
      measurements.addAll(byHead(crossHeads));
    }
    measurements.addAll(new AttentionByFrequency(context.taskData().train()).measure(decoder));
    return measurements.stream().filter(measurement -> measurement.n() > 0).toList();
  }

  /** The heads of all layers, bottom layer first. */
  private static List<List<AttentionMatrix>> heads(List<List<List<AttentionMatrix>>> layers) {
    return layers.stream().flatMap(List::stream).toList();
  }

  private static Measurement divergence(String prefix, List<List<List<AttentionMatrix>>> layers) {
    DoubleSummaryStatistics divergence = new DoubleSummaryStatistics();
    layers.stream()
        .filter(heads -> heads.size() > 1)
        .forEach(heads -> divergence.combine(AttentionConcentration.divergence(heads)));
    return mean(prefix + "head_divergence", divergence);
  }

  private static List<Measurement> concentration(String prefix, List<AttentionMatrix> matrices) {
    DoubleSummaryStatistics sumError = AttentionConcentration.sumError(matrices);
    double[] gradients = AttentionConcentration.softmaxGradients(matrices);
    return List.of(
        Measurement.single(
            prefix + GRADIENT, Arrays.stream(gradients).average().orElse(0), gradients.length),
        Measurement.single(prefix + GRADIENT + "_median", median(gradients), gradients.length),
        Measurement.single(prefix + "attention_sum_error", sumError.getMax(), sumError.getCount()),
        mean(prefix + ENTROPY, AttentionConcentration.entropy(matrices)),
        mean(prefix + ENTROPY_SHARE, AttentionConcentration.entropyShare(matrices)),
        mean(prefix + SATURATION, AttentionConcentration.saturation(matrices)));
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length == 0 ? 0 : (sorted[half] + sorted[(sorted.length - 1) / 2]) / 2;
  }

  private static List<Measurement> alignment(List<AttentionMatrix> matrices) {
    List<Measurement> measurements = new ArrayList<>();
    measurements.add(mean(ON_GOLD, AlignmentAgreement.weightOnGold(matrices)));
    measurements.add(AlignmentAgreement.errorRate(matrices, Shift.NONE));
    for (int by = -1; by <= 1; by++) {
      measurements.add(AlignmentAgreement.errorRate(matrices, Shift.ofSource(by)));
      measurements.add(AlignmentAgreement.errorRate(matrices, Shift.ofStep(by)));
    }
    return measurements;
  }

  private List<Measurement> selfAttentionOnGold(List<List<AttentionMatrix>> heads) {
    List<Measurement> measurements = new ArrayList<>();
    for (List<AttentionMatrix> head : heads) {
      DoubleSummaryStatistics weights =
          AlignmentAgreement.weightOnGold(head, Set.copyOf(spec.from()));
      measurements.add(
          mean("encoder_" + ON_GOLD, weights).at("encoder_head", measurements.size() + 1));
    }
    Measurement best = Collections.max(measurements, comparingDouble(Measurement::value));
    measurements.add(Measurement.single("encoder_best_head_" + ON_GOLD, best.value(), best.n()));
    return measurements;
  }

  private static List<Measurement> byHead(List<List<AttentionMatrix>> heads) {
    List<Measurement> measurements = new ArrayList<>();
    List<Measurement> errorRates = new ArrayList<>();
    for (int h = 0; h < heads.size(); h++) {
      int number = h + 1;
      List<AttentionMatrix> head = heads.get(h);
      List.of(
              mean(ENTROPY, AttentionConcentration.entropy(head)),
              mean(SATURATION, AttentionConcentration.saturation(head)),
              mean(ON_GOLD, AlignmentAgreement.weightOnGold(head)))
          .forEach(measurement -> measurements.add(measurement.at("head", number)));
      errorRates.add(AlignmentAgreement.errorRate(head, Shift.NONE).at("head", number));
    }
    measurements.addAll(errorRates);
    Measurement best = Collections.min(errorRates, comparingDouble(Measurement::value));
    measurements.add(Measurement.single("best_head_" + best.measure(), best.value(), best.n()));
    return measurements;
  }
}
