package io.seqlab.config.yaml;

import io.seqlab.config.ClaimScope;
import io.seqlab.config.StudySpec;
import io.seqlab.config.claim.ClaimSpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.YamlNode.Field;
import io.seqlab.config.yaml.YamlNode.Mapping;
import io.seqlab.config.yaml.YamlNode.Scalar;
import io.seqlab.config.yaml.YamlNode.Sequence;
import io.seqlab.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;

/**
 * Everything that decides what a claim tests: the study reduced to the claim and its {@link
 * ClaimScope}, without descriptions. Comments, the order of keys, other claims and other models do
 * not change it.
 *
 * @param yaml a study with all defaults, keys sorted
 */
public record ClaimVersion(String yaml) {
  private static final String CLAIMS = "claims";
  private static final String METRICS = "metrics";
  private static final String STUDY = "study";

  /** The version of a claim of a study. */
  public static ClaimVersion of(StudySpec study, String id) {
    List<String> ids = study.claims().stream().map(ClaimSpec::id).toList();
    ClaimSpec claim = study.claims().get(ids.indexOf(id));
    ClaimScope scope = new ClaimScope(study, claim);
    Mapping all = (Mapping) parse(ResolvedYaml.write(study));
    Mapping reduced =
        all.without("description")
            .without("published")
            .without("handin")
            .with(STUDY, new Field(id, new Scalar(id, id, false)))
            .withEach(
                (key, value) ->
                    switch (key) {
                      case CLAIMS -> withoutTopic(items(value, i -> ids.get(i).equals(id)));
                      case "models" -> keys(value, scope.models()::contains);
                      case "grid" -> grid(keys(value, scope::concerns), scope);
                      case "probes" -> items(value, i -> scope.needs(study.probes().get(i)));
                      case METRICS ->
                          inOrder(items(value, i -> scope.needs(study.metrics().get(i))));
                      case "milestones" -> items(value, i -> scope.needsMilestones());
                      case "report" -> keys(value, "length_bin"::equals);
                      default -> value;
                    });
    return new ClaimVersion(
        ResolvedYaml.serialize(InlineYaml.node(sorted(reduced), FlowStyle.BLOCK)));
  }

  /** SHA-256 of the YAML in UTF-8, as hexadecimal. */
  public String sha256() {
    return Sha256.of(yaml.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What a later version changes, one change a line, such as {@code training.budget.steps: 1000 →
   * 4000}. Keys that this version lacks, because SeqLab did not have them, count as their defaults.
   */
  public List<String> changesTo(ClaimVersion later) {
    return YamlChanges.between(completed().tree(), later.completed().tree());
  }

  /** With the defaults of keys that were added since; itself if keys of it no longer exist. */
  private ClaimVersion completed() {
    try {
      StudySpec study = SpecReader.read(yaml, "registered claim", StudySpec.class);
      return of(study, study.claims().get(0).id());
    } catch (ConfigException e) {
      return this;
    }
  }

  /** The keys of the claim below {@code claim}, beside those of the study. */
  private YamlNode tree() {
    Mapping study = (Mapping) parse(yaml);
    Sequence claims = (Sequence) study.get(CLAIMS).orElseThrow();
    return study
        .without(STUDY)
        .without(METRICS) // named by the tests
        .without(CLAIMS)
        .with("claim", new Field(CLAIMS, claims.items().get(0)));
  }

  private static YamlNode parse(String yaml) {
    return YamlParser.parse(YamlSource.inline("claim", yaml));
  }

  private static YamlNode grid(YamlNode grid, ClaimScope scope) {
    return ((Mapping) grid)
        .withEach(
            (key, values) ->
                items(values, i -> scope.selects(key, scope.study().grid().get(key).get(i))));
  }

  private static YamlNode withoutTopic(Sequence claims) {
    return new Sequence(
        claims.location(),
        claims.items().stream().map(claim -> keys(claim, key -> !key.equals("topic"))).toList());
  }

  private static Sequence items(YamlNode list, Predicate<Integer> kept) {
    List<YamlNode> items = ((Sequence) list).items();
    return new Sequence(
        list.location(),
        IntStream.range(0, items.size()).filter(kept::test).mapToObj(items::get).toList());
  }

  private static YamlNode inOrder(Sequence names) {
    return new Sequence(
        names.location(),
        names.items().stream()
            .sorted(Comparator.comparing(each -> ((Scalar) each).text()))
            .toList());
  }

  private static YamlNode keys(YamlNode mapping, Predicate<String> kept) {
    Map<String, Field> fields = new TreeMap<>(((Mapping) mapping).fields());
    fields.keySet().removeIf(kept.negate());
    return new Mapping(mapping.location(), fields);
  }

  private static YamlNode sorted(YamlNode node) {
    if (node instanceof Sequence list) {
      return new Sequence(
          list.location(), list.items().stream().map(ClaimVersion::sorted).toList());
    } else if (node instanceof Mapping mapping) {
      return keys(mapping.withEach((key, value) -> sorted(value)), key -> true);
    }
    return node;
  }
}
