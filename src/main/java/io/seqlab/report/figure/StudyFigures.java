package io.seqlab.report.figure;

import io.seqlab.config.handin.ElapsedUnit;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.measure.TrainingMeasure;
import io.seqlab.report.core.Quantity;
import io.seqlab.report.core.Variant;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunAttention;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Selects and builds the figures of a study. */
public final class StudyFigures {
  private static final Set<String> HIDDEN =
      Set.of(
          Measure.TRAIN_LOSS,
          Measure.VALID + MetricName.PERPLEXITY.key(),
          ElapsedUnit.EPOCHS.measure(),
          ElapsedUnit.SECONDS.measure());

  private static final int MAX_NAME = 150;

  private StudyFigures() {}

  /**
   * One figure per measure and dimension, with a line per variant, from finished runs, preceded by
   * each metric over each numeric grid key. Perplexity over steps is omitted: it is the exponential
   * of the loss, and its first values would flatten all others. Measures of training and measures
   * without a dimension are in a table instead.
   */
  public static List<LineFigure> curves(List<RunResult> results, List<Measure> measures) {
    List<RunResult> done =
        results.stream().filter(result -> result.status() == RunStatus.DONE).toList();
    Set<RunKey> keys = done.stream().map(RunResult::key).collect(Collectors.toSet());
    List<Measure> shown =
        measures.stream()
            .filter(m -> keys.contains(m.key()))
            .filter(m -> !m.dimension().isEmpty() && !HIDDEN.contains(m.measure()))
            .filter(m -> TrainingMeasure.ofKey(m.measure()).isEmpty())
            .toList();
    List<LineFigure> figures = new ArrayList<>();
    figures.addAll(
        figures(GridMeasures.of(done), variants(GridMeasures.of(results), Measure::key)));
    figures.addAll(figures(shown, variants(results, RunResult::key)));
    return figures;
  }

  /**
   * The figure of a measure over a dimension, a numeric grid key, or {@link ElapsedUnit}, also one
   * that {@link #curves} omits; empty without a value.
   */
  public static Optional<LineFigure> curve(
      String measure, String over, List<RunResult> results, List<Measure> measures) {
    List<RunResult> done =
        results.stream().filter(result -> result.status() == RunStatus.DONE).toList();
    Set<RunKey> keys = done.stream().map(RunResult::key).collect(Collectors.toSet());
    List<Measure> ofDone = measures.stream().filter(m -> keys.contains(m.key())).toList();
    Optional<ElapsedUnit> elapsed = ElapsedUnit.ofKey(over);
    if (elapsed.isPresent()) {
      List<Variant> variants = variants(results, RunResult::key);
      List<Curve> curves =
          Variant.group(ofDone, Measure::key).entrySet().stream()
              .map(
                  each ->
                      ElapsedCurve.of(
                          each.getKey().label(),
                          number(variants, each.getKey()),
                          measure,
                          elapsed.get(),
                          each.getValue()))
              .filter(curve -> !curve.isEmpty())
              .toList();
      return curves.isEmpty() ? Optional.empty() : Optional.of(figure(measure, over, curves));
    }
    List<Measure> ofGrid = GridMeasures.of(done);
    List<LineFigure> figures =
        new ArrayList<>(
            figures(only(measure, over, ofGrid), variants(GridMeasures.of(results), Measure::key)));
    figures.addAll(figures(only(measure, over, ofDone), variants(results, RunResult::key)));
    return figures.stream().findFirst();
  }

  private static List<Measure> only(String measure, String dimension, List<Measure> all) {
    return all.stream()
        .filter(m -> m.measure().equals(measure) && m.dimension().equals(dimension))
        .toList();
  }

  /** All variants, in an order that does not depend on which runs are finished. */
  private static <T> List<Variant> variants(List<T> all, Function<T, RunKey> key) {
    return all.stream().map(each -> Variant.of(key.apply(each))).distinct().toList();
  }

  private static List<LineFigure> figures(List<Measure> measures, List<Variant> variants) {
    Map<List<String>, Map<Variant, List<Measure>>> groups = new LinkedHashMap<>();
    for (Measure m : measures) {
      groups
          .computeIfAbsent(List.of(m.measure(), m.dimension()), key -> new LinkedHashMap<>())
          .computeIfAbsent(Variant.of(m.key()), key -> new ArrayList<>())
          .add(m);
    }
    List<LineFigure> figures = new ArrayList<>();
    groups.forEach(
        (key, points) -> {
          List<Curve> curves =
              points.entrySet().stream()
                  .map(
                      e -> Curve.of(e.getKey().label(), number(variants, e.getKey()), e.getValue()))
                  .filter(curve -> !curve.isEmpty())
                  .toList();
          if (!curves.isEmpty()) {
            figures.add(figure(key.get(0), key.get(1), curves));
          }
        });
    return figures;
  }

  /**
   * The style of a variant: grid points share the colour of their model, and differ in dash and
   * marker.
   */
  static int number(List<Variant> all, Variant variant) {
    List<String> models = all.stream().map(Variant::model).distinct().toList();
    List<Variant> points =
        all.stream().filter(other -> other.model().equals(variant.model())).toList();
    int model = models.indexOf(variant.model());
    return Palette.sameColour(model, points.indexOf(variant), models.size());
  }

  private static LineFigure figure(String measure, String dimension, List<Curve> curves) {
    Quantity x = Quantity.ofDimension(dimension);
    Quantity y = Quantity.of(measure);
    String title = y.title() + " by " + x.title().toLowerCase(Locale.ROOT);
    String name = LineFigure.nameOf(measure, dimension);
    AxisScales scales = AxisScales.of(measure, dimension);
    List<Curve> positive =
        curves.stream().map(Curve::positive).filter(curve -> !curve.isEmpty()).toList();
    List<Curve> drawn = scales.logY() && !positive.isEmpty() ? positive : curves;
    return new LineFigure(name, title, x, y, scales, drawn);
  }

  /** One figure per example, with all variants side by side. */
  public static List<AttentionFigure> sideBySide(List<RunAttention> maps) {
    Map<String, List<Heatmap>> examples = new LinkedHashMap<>();
    for (RunAttention one : maps) {
      examples.computeIfAbsent(one.map().example(), key -> new ArrayList<>()).add(heatmap(one));
    }
    return examples.entrySet().stream()
        .map(
            e ->
                new AttentionFigure(
                    AttentionFigure.nameOf(e.getKey()), title(e.getKey()), e.getValue()))
        .toList();
  }

  /** One figure per example and variant. */
  public static List<AttentionFigure> separate(List<RunAttention> maps) {
    return maps.stream().map(one -> single(Variant.of(one.run()).label(), one.map())).toList();
  }

  /** The figure of one example and model. */
  public static AttentionFigure single(String model, AttentionMap map) {
    String title = title(map.example()) + ", " + model;
    return new AttentionFigure(
        nameOf(model, map.example()), title, List.of(new Heatmap(model, map)));
  }

  /** The name of the figure of one example and model. */
  public static String nameOf(String model, String example) {
    return AttentionFigure.nameOf(example) + "-" + fileName(model);
  }

  private static String fileName(String model) {
    String safe = model.replaceAll("[^A-Za-z0-9._-]+", "_");
    return safe.length() <= MAX_NAME
        ? safe
        : safe.substring(0, MAX_NAME - 9) + "-" + Integer.toHexString(model.hashCode());
  }

  private static String title(String example) {
    return "Attention, " + example;
  }

  private static Heatmap heatmap(RunAttention one) {
    return new Heatmap(Variant.of(one.run()).label(), one.map());
  }
}
