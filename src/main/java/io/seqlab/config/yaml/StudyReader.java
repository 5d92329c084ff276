package io.seqlab.config.yaml;

import io.seqlab.config.ConfigException;
import io.seqlab.config.Nearest;
import io.seqlab.config.StudySpec;
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
    Tree written = SpecReader.document(Source.file(file));
    Tree tree = written;
    for (String override : overrides) {
      tree = Setting.parse(override).applyTo(tree);
    }
    refuseHalfMadeModels(written, tree);
    StudySpec study = Binder.bind(withLongModels(tree), StudySpec.class);
    Grid.requireValid(study, tree.asBlock(""));
    return study;
  }

  /** An override may add a model, but one without a type is a misspelt name. */
  private static void refuseHalfMadeModels(Tree written, Tree study) {
    Set<String> names = models(written).map(models -> models.fields().keySet()).orElse(Set.of());
    Set<String> makesAModel = new HashSet<>(ShortForm.HALVES.keySet());
    makesAModel.addAll(List.of(Kinds.TYPE, Inheritance.EXTENDS));
    Map<String, Tree.Field> models = models(study).map(Tree.Block::fields).orElse(Map.of());
    models.forEach(
        (name, model) -> {
          if (!names.contains(name)
              && model.value() instanceof Tree.Block block
              && Collections.disjoint(block.fields().keySet(), makesAModel)) {
            throw ConfigException.at(
                model.at(),
                "no model '" + name + "' to change; " + Nearest.hint(name, MODELS, names));
          }
        });
  }

  /** The study with each model in its long form; what is no model is left to the binder. */
  private static Tree withLongModels(Tree study) {
    return study instanceof Tree.Block block && models(study).isPresent()
        ? block.withEach((key, value) -> key.equals(MODELS) ? longModels(value) : value)
        : study;
  }

  private static Tree longModels(Tree models) {
    return Inheritance.resolve((Tree.Block) models)
        .withEach(
            (name, model) ->
                model instanceof Tree.Block shortForm
                    ? ShortForm.expand(shortForm, Keys.path(MODELS, name))
                    : model);
  }

  private static Optional<Tree.Block> models(Tree study) {
    return study instanceof Tree.Block block
            && block.get(MODELS).orElse(null) instanceof Tree.Block models
        ? Optional.of(models)
        : Optional.empty();
  }
}
