package io.seqlab.config;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.claim.AvailableMeasures;
import io.seqlab.config.claim.ClaimSpec;
import io.seqlab.config.claim.Control;
import io.seqlab.config.handin.HandinSpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.measure.MilestoneSpec;
import io.seqlab.config.model.DecoderSpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.model.RnnDecoderSpec;
import io.seqlab.config.probe.GradientProbeSpec;
import io.seqlab.config.probe.ProbeSpec;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.FileNames;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.YamlValue;
import io.seqlab.config.search.SearchSpec;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.config.training.KeepSpec;
import io.seqlab.config.training.TrainingSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A study: the models to compare, their task, their training, and the measures. */
public record StudySpec(
    @Doc("Name of the study and of its folder under experiments/") String study,
    @Doc("The question that the study answers, in one sentence") @Default("''") String description,
    @Doc("The task that provides the examples") TaskSpec task,
    @Doc("How every model is trained") TrainingSpec training,
    @Doc("Decoding settings of all models") @Default("{}") DecodingSpec decoding,
    @Doc("Metrics of the test examples") @Default("[exact_match, token_accuracy, bleu, perplexity]")
        List<MetricName> metrics,
    @Doc("Probes to run besides the metrics, such as [{type: slices}]") @Default("[]")
        List<ProbeSpec> probes,
    @Doc(
            "Validation qualities whose training effort is measured as steps_to, seconds_to and tokens_to, such as [{metric: exact_match, reaches: 0.95}]")
        @Default("[]")
        List<MilestoneSpec> milestones,
    @Doc("Seeds; each model is trained once with each seed") @Default("[1, 2, 3]") SeedsSpec seeds,
    @Doc("The models, by name") Map<String, ModelSpec> models,
    @Doc("Claims and the tests that support or refute them") @Default("[]") List<ClaimSpec> claims,
    @Doc("Controls that the runs of every test of every claim must meet before it counts")
        @Default("[]")
        List<Control> requires,
    @Doc(
            "Lists of values by key; every combination is run. A key starts with task., training., decoding., model. (every model that has the key) or models.NAME.")
        @Default("{}")
        Map<String, List<YamlValue>> grid,
    @Doc("Search for the settings of each model on validation data; null uses them as written")
        @Default("null")
        Optional<SearchSpec> search,
    @Doc(
            "Size that all models are scaled to by solving for their widths; null keeps the widths as written")
        @Default("null")
        Optional<MatchSpec> match,
    @Doc("Options of tables and figures") @Default("{}") ReportSpec report,
    @Doc("Published values, shown beside the reproduced ones") @Default("[]")
        List<PublishedSpec> published,
    @Doc("The sheet of a coursework study, handin.md; null writes none") @Default("null")
        Optional<HandinSpec> handin) {

  private static final double MAX_RUNS = 100_000;

  public StudySpec {
    FileNames.requirePortable("study", "study", study);
    require(!models.isEmpty(), "models", "a study needs at least one model");
    Require.distinct("metrics", metrics);
    require(
        probes.stream().map(Object::getClass).distinct().count() == probes.size(),
        "probes",
        "two probes have the same type, so their measures would have the same names; remove one");
    require(
        probes.stream().noneMatch(GradientProbeSpec.class::isInstance)
            || models.values().stream().allMatch(model -> model.encoder().embeddingSize() > 0),
        "probes",
        "the gradient probe measures gradients of embeddings, and the encoder of a model has embedding: 0; set embedding above 0, or remove the probe");
    models.forEach((name, model) -> requireDifferentiable(probes, name, model));
    grid.forEach(StudySpec::requireValues);
    double points = grid.values().stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
    double runs =
        points * models.size() * (seeds.all().size() + search.map(SearchSpec::runCount).orElse(0));
    require(
        runs <= MAX_RUNS,
        "seeds",
        "seeds, models, grid and search define up to %,.0f runs, more than the limit of %,.0f; remove some",
        runs,
        MAX_RUNS);
    for (Map.Entry<String, ModelSpec> model : models.entrySet()) {
      require(
          model.getValue().tie() != ModelSpec.Tie.ALL || task.sharesVocabulary(),
          "models",
          "model '%s' has tie: all, which needs a vocabulary shared by source and target: a"
              + " corpus with vocabulary: {shared: true}, or a task on symbols",
          model.getKey());
    }
    requireDecodable(decoding, training, models);
    models.forEach((name, model) -> requireForcing(training, name, model.decoder()));
    require(
        seeds.looks().isEmpty() || !claims.isEmpty(),
        "seeds",
        "looks add seeds until the claims are decided, and the study has no claims; list the seeds instead");
    models.keySet().forEach(name -> FileNames.requirePortable("models." + name, "model", name));
    FileNames.requireDistinct("models", "model", models.keySet());
    AvailableMeasures measures =
        AvailableMeasures.of(metrics, training, probes, milestones, grid.keySet());
    published.forEach(value -> value.validate(models.keySet(), measures));
    boolean attends =
        models.values().stream().anyMatch(model -> model.decoder().sourceAttentionHeads() > 0);
    HandinSpec.Available available =
        new HandinSpec.Available(
            measures, attends ? report.attention() : 0, search.isPresent(), !published.isEmpty());
    handin.ifPresent(sheet -> sheet.validate(available));
    requireValidated(milestones, measures);
    validateClaims(claims, models.keySet(), measures);
    ClaimSpec.validateAll(requires, "", models.keySet(), measures);
    if (match.isPresent()) {
      requireNoWidths("grid", grid.keySet());
      search.ifPresent(all -> requireNoWidths("search", all.over().keySet()));
    }
    search.ifPresent(all -> requireSeparate(all, seeds, models.keySet()));
  }

  /**
   * The gradient probe replaces source tokens by their vectors, and computes in double precision.
   */
  private static void requireDifferentiable(List<ProbeSpec> probes, String name, ModelSpec model) {
    boolean gradients = probes.stream().anyMatch(GradientProbeSpec.class::isInstance);
    require(
        !gradients || model.frequencyBias() == 0,
        "probes",
        "the gradient probe replaces source tokens by their vectors, and the frequency_bias of model '%s' needs the tokens; set it to 0, or remove the probe",
        name);
    require(
        !gradients || !(model.decoder() instanceof RnnDecoderSpec rnn && rnn.readsOneHotTokens()),
        "probes",
        "the gradient probe cannot measure one-hot tokens, and the decoder of model '%s' has embedding: 0; set it above 0, or remove the probe",
        name);
  }

  private static void requireDecodable(
      DecodingSpec decoding, TrainingSpec training, Map<String, ModelSpec> models) {
    int kept = training.keep().map(KeepSpec::count).orElse(0);
    int averaged = decoding.average().orElse(0);
    require(
        averaged <= kept,
        "decoding.average",
        "average %d needs as many kept checkpoints, and training keeps %d; set training.keep: {last: %d} or {best: %d}",
        averaged,
        kept,
        averaged,
        averaged);
    for (Map.Entry<String, ModelSpec> model : models.entrySet()) {
      require(
          !decoding.replaceUnknown() || model.getValue().decoder().sourceAttentionHeads() > 0,
          "decoding.replace_unknown",
          "replace_unknown takes the source word with the highest attention weight, and model '%s' has no attention that forms weights; give it attention: bahdanau, a Transformer cross_attention: full, or remove replace_unknown",
          model.getKey());
    }
  }

  /** Training that reads predictions goes step by step, as decoding does. */
  private static void requireForcing(TrainingSpec training, String name, DecoderSpec decoder) {
    require(
        !training.teacherForcing().readsPredictions() || !decoder.readsFollowing(),
        "training.teacher_forcing",
        "the decoder of model '%s' has causal: false, which shows only when all of the reference is read at once; set teacher_forcing: 1",
        name);
  }

  /** The task of the runs with the first seed. */
  public TaskSpec firstTask() {
    return task.ofSeed(seeds.all().get(0));
  }

  /** The measures that the runs will have. */
  public AvailableMeasures measures() {
    return AvailableMeasures.of(metrics, training, probes, milestones, grid.keySet());
  }

  private static void requireValidated(List<MilestoneSpec> milestones, AvailableMeasures measures) {
    require(
        milestones.stream().distinct().count() == milestones.size(),
        "milestones",
        "two milestones are equal; remove one");
    for (MilestoneSpec milestone : milestones) {
      String metric = milestone.metric().key();
      require(
          measures.definitions().containsKey("valid_" + metric),
          "milestones",
          "validation does not measure %s; add it to metrics",
          metric);
    }
  }

  private static void validateClaims(
      List<ClaimSpec> claims, Set<String> models, AvailableMeasures measured) {
    require(
        claims.stream().map(ClaimSpec::id).distinct().count() == claims.size(),
        "claims",
        "duplicate claim id in %s; use each id once",
        claims.stream().map(ClaimSpec::id).toList());
    for (int i = 0; i < claims.size(); i++) {
      claims.get(i).validate("claims[%d]".formatted(i), models, measured);
    }
  }

  private static void requireValues(String key, List<YamlValue> values) {
    require(!values.isEmpty(), "grid", "%s must have at least one value, such as [1, 2]", key);
    require(
        values.stream().distinct().count() == values.size(),
        "grid",
        "duplicate value of %s in %s; remove one",
        key,
        values);
    require(
        values.stream().map(value -> value.text().toLowerCase(Locale.ROOT)).distinct().count()
            == values.size(),
        "grid",
        "values of %s differ only in case, and name one folder on macOS and Windows: %s; rename one",
        key,
        values);
  }

  /** The runs of a search have seeds and folders of their own. */
  private static void requireSeparate(SearchSpec search, SeedsSpec seeds, Set<String> models) {
    for (long seed : search.seeds()) {
      require(
          !seeds.all().contains(seed),
          "search.seeds",
          "seed %d is also a seed of the study; a search uses others, such as %d",
          seed,
          seeds.all().stream().mapToLong(Long::longValue).max().orElse(0) + 100);
    }
    require(
        models.stream().noneMatch("search"::equalsIgnoreCase),
        "models",
        "a study with a search keeps its trials in the folder 'search'; rename the model of this name");
  }

  private static void requireNoWidths(String where, Set<String> keys) {
    for (String key : keys) {
      require(
          !key.endsWith(".hidden") && !key.endsWith(".d_model"),
          where,
          "%s is a width, which match determines; remove the key or match",
          key);
    }
  }
}
