package io.seqlab.config.yaml;

import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.YamlValue;
import io.seqlab.config.search.SearchSpec;
import io.seqlab.config.search.SearchValues;
import io.seqlab.config.yaml.YamlNode.Mapping;
import io.seqlab.config.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys of a study under {@code search: over:}, which every model must have. */
public final class SearchKeys {
  private static final String BUDGET = "training.budget";
  private static final List<String> FIXED = List.of(BUDGET, "training.best_by");

  private final Mapping study;
  private final Set<String> models;

  private SearchKeys(StudySpec spec) {
    study = YamlParser.parse(YamlSource.inline("search", ResolvedYaml.write(spec))).asMapping("");
    models = spec.models().keySet();
  }

  /** The study with these values for one model, by key. */
  public static StudySpec with(StudySpec spec, String model, Map<String, String> values) {
    return values.isEmpty() ? spec : new SearchKeys(spec).with("search", model, values);
  }

  /** Whether the numbers of a key are integers. */
  public static boolean isInteger(StudySpec spec, String key) {
    return new SearchKeys(spec).isInteger(new GridKey(GridKey.Use.SEARCH, "search", key));
  }

  /**
   * A number between the bounds of a key, as YAML: an integer for a key of integers, else with
   * three significant digits.
   */
  public static String text(double number, boolean integer) {
    return integer
        ? String.valueOf(Math.round(number))
        : ResolvedYaml.number(Double.parseDouble("%.2e".formatted(number)));
  }

  /**
   * Throws unless every key belongs to every model and has valid values.
   *
   * @param written the study as written in the file
   */
  static void requireValid(StudySpec spec, YamlNode written) {
    if (spec.search().isPresent()) {
      new SearchKeys(spec).requireValid(spec, spec.search().get(), written);
    }
  }

  private void requireValid(StudySpec spec, SearchSpec search, YamlNode written) {
    List<GridKey> keys = new ArrayList<>();
    spec.grid()
        .keySet()
        .forEach(name -> keys.add(new GridKey(GridKey.Use.GRID, written.locationOf("grid"), name)));
    search
        .over()
        .forEach(
            (name, values) -> {
              GridKey key =
                  new GridKey(GridKey.Use.SEARCH, written.locationOf("search.over." + name), name);
              requireSearchable(key);
              requireEffect(key, spec.training().bestBy());
              keys.forEach(earlier -> key.requireDisjoint(earlier, study));
              keys.add(key);
              texts(key, values)
                  .forEach(
                      text -> models.forEach(m -> with(key.location(), m, Map.of(name, text))));
            });
  }

  private void requireSearchable(GridKey key) {
    for (String fixed : FIXED) {
      if (key.key().equals(fixed) || key.key().startsWith(fixed + ".")) {
        throw ConfigException.at(
            key.location(),
            "%s '%s' is equal for all trials; search over other keys, such as training.optimizer.learning_rate"
                .formatted(key.use(), key.key()));
      }
    }
    key.requireKnown(study);
    for (String model : models) {
      if (key.paths(study, model).isEmpty()) {
        throw ConfigException.at(
            key.location(),
            "%s '%s' does not belong to model '%s'; a search is over keys that every model has"
                .formatted(key.use(), key.key(), model));
      }
    }
  }

  /** A key of decoding must change the metric that trials are ranked by. */
  private static void requireEffect(GridKey key, MetricName bestBy) {
    if (key.key().startsWith("decoding.") && !bestBy.needsDecoding()) {
      throw ConfigException.at(
          key.location(),
          "%s '%s' does not change %s, which trials are ranked by; set training.best_by to a metric of outputs, such as bleu"
              .formatted(key.use(), key.key(), bestBy.key()));
    }
  }

  /** The values of a list, or the bounds. */
  private List<String> texts(GridKey key, SearchValues values) {
    if (values.list().isPresent()) {
      return values.list().get().stream().map(YamlValue::text).toList();
    }
    boolean integer = isInteger(key);
    return List.of(text(values.at(0), integer), text(values.at(1), integer));
  }

  private boolean isInteger(GridKey key) {
    String model = models.iterator().next();
    YamlNode value = study;
    for (String part : key.paths(study, model).get(0)) {
      value = value instanceof Mapping mapping ? mapping.fields().get(part).value() : value;
    }
    if (value instanceof Scalar scalar && scalar.plain() && Scalars.isNumber(scalar.text())) {
      return Scalars.isInteger(scalar.text());
    }
    throw ConfigException.at(
        key.location(),
        "%s '%s' is %s, not a number; list its values instead of from and to"
            .formatted(key.use(), key.key(), value.describe()));
  }

  private StudySpec with(String location, String model, Map<String, String> values) {
    YamlNode changed = study;
    for (Map.Entry<String, String> each : values.entrySet()) {
      GridKey key = new GridKey(GridKey.Use.SEARCH, location, each.getKey());
      YamlNode value = YamlParser.parse(YamlSource.inline(location, each.getValue()));
      for (List<String> path : key.paths(study, model)) {
        changed = new KeyOverride(location, path, value).applyTo(changed);
      }
    }
    return RecordBinder.bind(changed, StudySpec.class);
  }
}
