package io.seqlab.config;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.claim.AvailableMeasures;
import io.seqlab.config.claim.ClaimSpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.probe.ProbeSpec;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.YamlValue;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.config.training.TrainingSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One comparison: what is compared, on what, how it is trained, and what is measured. */
public record StudySpec(
    @Doc("Name of the study, and of its folder under experiments/") String study,
    @Doc("The question the study answers, in a sentence") @Default("''") String description,
    @Doc("Where examples come from") TaskSpec task,
    @Doc("How every model is trained") TrainingSpec training,
    @Doc("How every model answers") @Default("{}") DecodingSpec decoding,
    @Doc("What is measured on the test examples")
        @Default("[exact_match, token_accuracy, bleu, perplexity]")
        List<MetricName> metrics,
    @Doc("What is measured beyond the metrics, such as [{type: slices}]") @Default("[]")
        List<ProbeSpec> probes,
    @Doc("One run a model and seed") @Default("[1, 2, 3]") List<Long> seeds,
    @Doc("The models, by name") Map<String, ModelSpec> models,
    @Doc("What is claimed, and how it is judged") @Default("[]") List<ClaimSpec> claims,
    @Doc(
            "Values of keys, of which every combination is run: task., training., decoding., model. (every model that has the key) or models.NAME. and the key")
        @Default("{}")
        Map<String, List<YamlValue>> grid,
    @Doc("What models are made equal in by solving their widths; null leaves them as written")
        @Default("null")
        Optional<MatchSpec> match,
    @Doc("What the tables and figures show") @Default("{}") ReportSpec report,
    @Doc("Values that others have published, set beside those reproduced") @Default("[]")
        List<PublishedSpec> published) {

  public StudySpec {
    require(
        study.matches("[A-Za-z0-9][A-Za-z0-9._-]*"),
        "study",
        "study name '%s' must be letters, digits, '.', '_' or '-', as it names a folder",
        study);
    require(!models.isEmpty(), "models", "a study needs at least one model");
    require(!seeds.isEmpty(), "seeds", "a study needs at least one seed");
    require(
        seeds.stream().distinct().count() == seeds.size(),
        "seeds",
        "a seed stands twice in %s",
        seeds);
    require(!metrics.isEmpty(), "metrics", "a study needs at least one metric");
    require(
        metrics.stream().distinct().count() == metrics.size(),
        "metrics",
        "a metric stands twice in %s",
        metrics.stream().map(MetricName::key).toList());
    require(
        probes.stream().map(Object::getClass).distinct().count() == probes.size(),
        "probes",
        "a type of probe stands twice, and their measures would bear the same names; keep one");
    grid.forEach(StudySpec::requireValues);
    for (Map.Entry<String, ModelSpec> model : models.entrySet()) {
      require(
          model.getValue().tie() != ModelSpec.Tie.ALL || task.sharesVocabulary(),
          "models",
          "model '%s' has tie: all, which needs one vocabulary for both sides: a corpus with"
              + " vocabulary: {shared: true}, or a task of symbols",
          model.getKey());
    }
    for (String name : models.keySet()) {
      require(
          name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"),
          "models",
          "model name '%s' must be letters, digits, '.', '_' or '-', as it names a folder",
          name);
    }
    published.forEach(value -> value.validate(models.keySet(), metrics));
    validateClaims(
        claims, models.keySet(), AvailableMeasures.of(metrics, training, probes, grid.keySet()));
    if (match.isPresent()) {
      requireNoWidths(grid.keySet());
    }
  }

  private static void validateClaims(
      List<ClaimSpec> claims, Set<String> models, AvailableMeasures measured) {
    require(
        claims.stream().map(ClaimSpec::id).distinct().count() == claims.size(),
        "claims",
        "two claims have one id in %s",
        claims.stream().map(ClaimSpec::id).toList());
    for (int i = 0; i < claims.size(); i++) {
      claims.get(i).validate("claims[%d]".formatted(i), models, measured);
    }
  }

  private static void requireValues(String key, List<YamlValue> values) {
    require(!values.isEmpty(), "grid", "%s needs at least one value, such as [1, 2]", key);
    require(
        values.stream().distinct().count() == values.size(),
        "grid",
        "a value of %s stands twice in %s",
        key,
        values);
  }

  private static void requireNoWidths(Set<String> keys) {
    for (String key : keys) {
      require(
          !key.endsWith(".hidden") && !key.endsWith(".d_model"),
          "grid",
          "%s is a width, which match solves; leave out one of the two",
          key);
    }
  }
}
