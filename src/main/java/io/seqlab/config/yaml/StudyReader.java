package io.seqlab.config.yaml;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.schema.NearestName;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a study: the file, then overrides, {@code extends}, the short form of models, records. */
public final class StudyReader {
  private static final String MODELS = "models";

  private StudyReader() {}

  /**
   * The study that the file says, with each override {@code key.path=value} laid over it in turn.
   *
   * @throws ConfigException naming file and line, or the override, and the key
   */
  public static StudySpec read(Path file, List<String> overrides) {
    YamlNode written = SpecReader.document(YamlSource.file(file));
    YamlNode tree = written;
    for (String override : overrides) {
      tree = KeyOverride.parse(override).applyTo(tree);
    }
    refuseHalfMadeModels(written, tree);
    StudySpec study = RecordBinder.bind(withLongModels(tree), StudySpec.class);
    Grid.requireValid(study, tree.asBlock(""));
    return study;
  }

  /** An override may add a model, but one without a type is a misspelt name. */
  private static void refuseHalfMadeModels(YamlNode written, YamlNode study) {
    Set<String> names = models(written).map(models -> models.fields().keySet()).orElse(Set.of());
    Set<String> makesAModel = new HashSet<>(ModelShortForm.HALVES.keySet());
    makesAModel.addAll(List.of(TypeResolver.TYPE, Inheritance.EXTENDS));
    Map<String, YamlNode.Field> models = models(study).map(YamlNode.Block::fields).orElse(Map.of());
    models.forEach(
        (name, model) -> {
          if (!names.contains(name)
              && model.value() instanceof YamlNode.Block block
              && Collections.disjoint(block.fields().keySet(), makesAModel)) {
            throw ConfigException.at(
                model.at(),
                "no model '" + name + "' to change; " + NearestName.hint(name, MODELS, names));
          }
        });
  }

  /** The study with each model in its long form; what is no model is left to the binder. */
  private static YamlNode withLongModels(YamlNode study) {
    return study instanceof YamlNode.Block block && models(study).isPresent()
        ? block.withEach((key, value) -> key.equals(MODELS) ? longModels(value) : value)
        : study;
  }

  private static YamlNode longModels(YamlNode models) {
    return Inheritance.resolve((YamlNode.Block) models)
        .withEach(
            (name, model) ->
                model instanceof YamlNode.Block shortForm
                    ? ModelShortForm.expand(shortForm, RecordKeys.path(MODELS, name))
                    : model);
  }

  private static Optional<YamlNode.Block> models(YamlNode study) {
    return study instanceof YamlNode.Block block
            && block.get(MODELS).orElse(null) instanceof YamlNode.Block models
        ? Optional.of(models)
        : Optional.empty();
  }
}
