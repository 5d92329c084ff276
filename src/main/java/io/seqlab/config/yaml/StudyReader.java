package io.seqlab.config.yaml;

import io.seqlab.config.StudySpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads a study: the file, then overrides, {@code extends}, the short form of models, records. */
public final class StudyReader {
  private static final String MODELS = "models";

  private StudyReader() {}

  /**
   * The study that the file says, with each override {@code key.path=value} laid over it in turn.
   *
   * @throws io.seqlab.config.ConfigException naming file and line, or the override, and the key
   */
  public static StudySpec read(Path file, List<String> overrides) {
    Tree tree = SpecReader.document(Source.file(file));
    for (String override : overrides) {
      tree = Setting.parse(override).applyTo(tree);
    }
    return Binder.bind(withLongModels(tree), StudySpec.class);
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
