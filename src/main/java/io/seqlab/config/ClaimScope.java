package io.seqlab.config;

import io.seqlab.config.claim.ClaimOperand;
import io.seqlab.config.claim.ClaimSpec;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.Control;
import io.seqlab.config.claim.ValueRange;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.measure.TrainingMeasure;
import io.seqlab.config.probe.ProbeSpec;
import io.seqlab.config.schema.YamlValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The part of a study that the tests and controls of one of its claims use. */
public record ClaimScope(StudySpec study, ClaimSpec claim) {
  private static final String VALIDATION = "valid_";

  /** The models whose runs are tested or controlled. */
  public Set<String> models() {
    Set<String> models = new HashSet<>();
    for (ClaimTest part : claim.parts()) {
      part.criterion().operands().stream().map(ClaimOperand::model).forEach(models::add);
    }
    controls().forEach(control -> models.addAll(control.of()));
    return models;
  }

  /** The measures that are tested or controlled. */
  public Set<String> measures() {
    Set<String> measures = new HashSet<>();
    for (ClaimTest part : claim.parts()) {
      part.criterion().operands().forEach(operand -> measures.add(part.measureOf(operand)));
    }
    controls().forEach(control -> measures.add(control.measure()));
    return measures;
  }

  private List<Control> controls() {
    return Stream.of(
            study.requires().stream(),
            claim.requires().stream(),
            claim.parts().stream().flatMap(part -> part.requires().stream()))
        .flatMap(each -> each)
        .toList();
  }

  /** Whether a probe takes one of the measures. */
  public boolean needs(ProbeSpec probe) {
    Set<String> measures = measures();
    return probe.allMeasures().stream().anyMatch(each -> measures.contains(each.measure()))
        || probe.validationMeasures().stream()
            .anyMatch(each -> measures.contains(VALIDATION + each.measure()));
  }

  /** Whether a metric is one of the measures; if none is, the first, as a study needs one. */
  public boolean needs(MetricName metric) {
    return isMeasured(metric)
        || (metric == study.metrics().get(0)
            && study.metrics().stream().noneMatch(this::isMeasured));
  }

  private boolean isMeasured(MetricName metric) {
    return measures().contains(metric.key())
        || measures().contains(VALIDATION + metric.key())
        || (needsMilestones()
            && study.milestones().stream().anyMatch(each -> each.metric() == metric));
  }

  /** Whether the training up to a milestone is one of the measures. */
  public boolean needsMilestones() {
    return Arrays.stream(TrainingMeasure.values())
        .anyMatch(each -> each.isToMilestone() && measures().contains(each.key()));
  }

  /** Whether a grid key concerns one of the models. */
  public boolean concerns(String key) {
    return !key.startsWith("models.")
        || models().stream().anyMatch(model -> key.startsWith("models." + model + "."));
  }

  /** Whether a test or a control uses runs with a value of a grid key. */
  public boolean selects(String key, YamlValue value) {
    return Stream.concat(
            claim.parts().stream().flatMap(ClaimScope::selections),
            controls().stream()
                .filter(control -> !control.of().isEmpty() || control.where().containsKey(key))
                .map(Control::where))
        .anyMatch(where -> !where.containsKey(key) || where.get(key).contains(value.text()));
  }

  private static Stream<Map<String, ValueRange>> selections(ClaimTest part) {
    return part.criterion().operands().stream()
        .map(
            operand -> {
              Map<String, ValueRange> where = new HashMap<>(part.where());
              where.putAll(operand.where());
              return where;
            });
  }
}
