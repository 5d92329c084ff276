package io.seqlab.config.yaml;

import io.seqlab.config.PublishedSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.NearestName;
import io.seqlab.config.schema.YamlValue;
import io.seqlab.config.yaml.YamlNode.Field;
import io.seqlab.config.yaml.YamlNode.Mapping;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a study in this order: file, overrides, {@code extends}, short form of models, records,
 * grid, search, points that claims select.
 */
public final class StudyReader {
  private static final String MODELS = "models";

  private StudyReader() {}

  /**
   * The study of a file, with overrides {@code key.path=value} applied in order.
   *
   * @throws ConfigException with file and line, or the override, and the key
   */
  public static StudySpec read(Path file, List<String> overrides) {
    YamlNode written = SpecReader.document(YamlSource.file(file));
    YamlNode node = written;
    for (String override : overrides) {
      node = KeyOverride.parse(override).applyTo(node);
    }
    rejectUntypedNewModels(written, node);
    StudySpec study = RecordBinder.bind(expandModels(node), StudySpec.class);
    Grid.requireValid(study, node.asMapping(""));
    SearchKeys.requireValid(study, node);
    requirePublishedPoints(study);
    ClaimPoints.requireDecidable(study, node);
    return study;
  }

  /** Rejects a published value of a grid point that the study does not have. */
  private static void requirePublishedPoints(StudySpec study) {
    for (PublishedSpec published : study.published()) {
      published
          .where()
          .forEach(
              (key, range) -> {
                List<YamlValue> values = study.grid().getOrDefault(key, List.of());
                if (!values.isEmpty()
                    && values.stream().noneMatch(value -> range.contains(value.text()))) {
                  throw new ConfigException(
                      "published: where: {%s: %s} selects none of the grid's values %s"
                          .formatted(key, range.yaml(), values));
                }
              });
    }
  }

  /** An override may add a model; a new model without a type is a misspelt name. */
  private static void rejectUntypedNewModels(YamlNode written, YamlNode study) {
    Set<String> names = models(written).map(models -> models.fields().keySet()).orElse(Set.of());
    Set<String> definingKeys = new HashSet<>(ModelShortForm.SUBMODULES.keySet());
    definingKeys.addAll(List.of(TypeResolver.TYPE, Inheritance.EXTENDS));
    Map<String, Field> models = models(study).map(Mapping::fields).orElse(Map.of());
    models.forEach(
        (name, model) -> {
          if (!names.contains(name)
              && model.value() instanceof Mapping mapping
              && Collections.disjoint(mapping.fields().keySet(), definingKeys)) {
            throw ConfigException.at(
                model.location(),
                "unknown model '" + name + "'; " + NearestName.hint(name, MODELS, names));
          }
        });
  }

  /** The study with each model in its long form; the binder reports invalid models. */
  private static YamlNode expandModels(YamlNode study) {
    return study instanceof Mapping mapping && models(study).isPresent()
        ? mapping.withEach((key, value) -> key.equals(MODELS) ? expandAll(value) : value)
        : study;
  }

  private static YamlNode expandAll(YamlNode models) {
    return Inheritance.resolve((Mapping) models)
        .withEach(
            (name, model) ->
                model instanceof Mapping shortForm
                    ? ModelShortForm.expand(shortForm, RecordKeys.path(MODELS, name))
                    : model);
  }

  private static Optional<Mapping> models(YamlNode study) {
    return study instanceof Mapping mapping
            && mapping.get(MODELS).orElse(null) instanceof Mapping models
        ? Optional.of(models)
        : Optional.empty();
  }
}
