package io.seqlab.config.yaml;

import io.seqlab.config.StudySpec;
import io.seqlab.config.claim.ClaimOperand;
import io.seqlab.config.claim.ClaimTest;
import io.seqlab.config.claim.ValueRange;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.probe.ProbeSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.task.ExampleLengths;
import io.seqlab.config.task.ExampleLengths.Sides;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rejects tests of claims that no result can decide: points that are not in the grid, lengths that
 * the task or the probe does not have, or a model compared with itself.
 *
 * @param written the study as written in the file, for locations
 * @param path of the test, such as {@code claims[0].parts[1]}
 */
record ClaimPoints(StudySpec study, YamlNode written, String path, ClaimTest test) {

  static void requireDecidable(StudySpec study, YamlNode written) {
    for (int i = 0; i < study.claims().size(); i++) {
      List<ClaimTest> parts = study.claims().get(i).parts();
      for (int j = 0; j < parts.size(); j++) {
        String path = "claims[%d].parts[%d]".formatted(i, j);
        new ClaimPoints(study, written, path, parts.get(j)).requireDecidable();
      }
    }
  }

  private void requireDecidable() {
    List<ClaimOperand> operands = test.criterion().operands();
    Set<Object> distinct = new HashSet<>();
    for (ClaimOperand operand : operands) {
      Map<String, ValueRange> where = where(operand);
      if (!distinct.add(List.of(operand.model(), test.measureOf(operand), where))) {
        throw error(
            "the test compares %s with itself: same model, measure and points; change one of them"
                .formatted(operand.model()));
      }
      requirePoints(operand, where);
    }
  }

  private Map<String, ValueRange> where(ClaimOperand operand) {
    Map<String, ValueRange> where = new LinkedHashMap<>(test.where());
    where.putAll(operand.where());
    return where;
  }

  private void requirePoints(ClaimOperand operand, Map<String, ValueRange> where) {
    List<Grid.Point> points = Grid.points(study, operand.model());
    for (Map.Entry<String, ValueRange> selection : where.entrySet()) {
      String key = selection.getKey();
      if (study.grid().containsKey(key)) {
        List<Grid.Point> all = points;
        points = points.stream().filter(point -> contains(selection, point)).toList();
        if (points.isEmpty()) {
          throw error(noValue(operand.model(), key, selection.getValue(), all));
        }
      } else {
        requireLengths(operand, key, selection.getValue(), points);
      }
    }
  }

  private static boolean contains(Map.Entry<String, ValueRange> selection, Grid.Point point) {
    String value = point.values().get(selection.getKey());
    return value != null && selection.getValue().contains(value);
  }

  private static String noValue(
      String model, String key, ValueRange wanted, List<Grid.Point> points) {
    List<String> values =
        points.stream()
            .flatMap(point -> Optional.ofNullable(point.values().get(key)).stream())
            .distinct()
            .toList();
    return values.isEmpty()
        ? "where selects %s, but model %s has no key %s; select points of the other model only, with of or than: {model: …, where: {…}}"
            .formatted(key, model, key)
        : "where selects %s of %s, but the grid has only %s"
            .formatted(wanted.describe(), key, String.join(", ", values));
  }

  /** Rejects a selection without any point that a metric by length or a probe will have. */
  private void requireLengths(
      ClaimOperand operand, String dimension, ValueRange wanted, List<Grid.Point> points) {
    String measure = test.measureOf(operand);
    for (ProbeSpec probe : study.probes()) {
      List<Integer> measured = probe.points(measure, dimension);
      if (!measured.isEmpty()) {
        if (measured.stream().noneMatch(point -> wanted.contains(point.toString()))) {
          throw error(
              "where selects %s %s, but %s is measured at %s only"
                  .formatted(dimension, wanted.describe(), measure, measured));
        }
        return;
      }
    }
    boolean source = dimension.equals("source_length");
    if (MetricName.ofKey(measure).isPresent() && (source || dimension.equals("target_length"))) {
      List<Optional<ExampleLengths>> lengths =
          points.stream().map(point -> ExampleLengths.of(point.study().task())).toList();
      if (lengths.stream()
          .allMatch(each -> each.filter(l -> !has(l.test(), source, wanted)).isPresent())) {
        Sides first = lengths.get(0).orElseThrow().test();
        throw error(
            "where selects %s %s, but test examples have %d to %d tokens"
                .formatted(
                    dimension,
                    wanted.describe(),
                    source ? first.minSource() : first.minTarget(),
                    source ? first.maxSource() : first.maxTarget()));
      }
    }
  }

  private static boolean has(Sides sides, boolean source, ValueRange wanted) {
    return source
        ? wanted.overlaps(sides.minSource(), sides.maxSource())
        : wanted.overlaps(sides.minTarget(), sides.maxTarget());
  }

  private ConfigException error(String message) {
    return ConfigException.at(written.locationOf(path), path + ": " + message);
  }
}
