package io.seqlab.config.yaml;

import io.seqlab.config.ConfigException;
import io.seqlab.config.Nearest;
import io.seqlab.config.StudySpec;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a study: the file, then overrides, {@code extends}, the short form of models, records. */
public final class StudyReader {
  private static final String MODELS = "models";
  private static final Set<String> MAKE_A_MODEL =
      Set.of(Kinds.TYPE, Inheritance.EXTENDS, "encoder", "decoder");

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
    refuseHalfMadeModels(models(written), models(tree));
    return Binder.bind(withLongModels(tree), StudySpec.class);
  }

  /** An override may add a model, but one without a type is a misspelt name. */
  private static void refuseHalfMadeModels(
      Map<String, Tree.Field> written, Map<String, Tree.Field> models) {
    models.forEach(
        (name, model) -> {
          if (!written.containsKey(name)
              && model.value() instanceof Tree.Block block
              && Collections.disjoint(block.fields().keySet(), MAKE_A_MODEL)) {
            throw ConfigException.at(
                model.at(),
                "no model '"
                    + name
                    + "' to change; "
                    + Nearest.hint(name, MODELS, written.keySet()));
          }
        });
  }

  private static Map<String, Tree.Field> models(Tree study) {
    return study instanceof Tree.Block block
            && block.get(MODELS).orElse(null) instanceof Tree.Block models
        ? models.fields()
        : Map.of();
  }

  /** The study with each model in its long form; what is no model is left to the binder. */
  private static Tree withLongModels(Tree study) {
    if (!(study instanceof Tree.Block block)
        || !(block.get(MODELS).orElse(null) instanceof Tree.Block given)) {
      return study;
    }
    Tree.Block models = Inheritance.resolve(given);
    for (Map.Entry<String, Tree.Field> model : models.fields().entrySet()) {
      if (model.getValue().value() instanceof Tree.Block shortForm) {
        Tree longForm = ShortForm.expand(shortForm, Keys.path(MODELS, model.getKey()));
        models = models.with(model.getKey(), new Tree.Field(model.getValue().at(), longForm));
      }
    }
    return block.with(MODELS, new Tree.Field(block.fields().get(MODELS).at(), models));
  }
}
