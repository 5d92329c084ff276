package io.seqlab.study.plan;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.data.Vocabularies;
import io.seqlab.result.record.RunKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The runs asked for with all that they need: data read, widths matched, and everything that can be
 * seen to be wrong refused.
 *
 * @param examples of every task
 * @param widths that were matched, by the variant; empty if nothing is
 */
public record StudyPlan(
    Map<RunKey, RunSpec> runs,
    Map<TaskSpec, StudyData> examples,
    Map<String, MatchedWidth> widths) {

  /** Runs that differ in nothing but their seed. */
  public record Variant(String name, RunSpec first, int runs) {}

  public static StudyPlan of(StudySpec study, List<RunFilter> only) {
    return of(study, key -> RunFilter.any(only, key));
  }

  /** Some runs in the width that they are trained in; data is read only where that is solved. */
  public static Map<RunKey, RunSpec> runs(StudySpec study, Set<RunKey> chosen) {
    return study.match().isPresent()
        ? of(study, chosen::contains).runs()
        : chosen(study, chosen::contains);
  }

  private static Map<RunKey, RunSpec> chosen(StudySpec study, Predicate<RunKey> chosen) {
    Map<RunKey, RunSpec> runs = new LinkedHashMap<>(StudyRuns.specs(study));
    runs.keySet().removeIf(chosen.negate());
    return runs;
  }

  private static StudyPlan of(StudySpec study, Predicate<RunKey> chosen) {
    Map<RunKey, RunSpec> runs = chosen(study, chosen);
    Map<TaskSpec, StudyData> examples = new HashMap<>();
    runs.values().forEach(run -> examples.computeIfAbsent(run.task(), StudyData::load));
    Map<String, MatchedWidth> widths = new LinkedHashMap<>();
    if (study.match().isPresent()) {
      widths.putAll(widths(study.match().get().parameters(), runs, examples));
      runs.replaceAll((key, run) -> run.withDefinition(widths.get(key.variant()).definition()));
    }
    for (RunSpec run : runs.values()) {
      StudyData.build(run.definition(), examples.get(run.task()).vocabularies());
      MaxPositionsCheck.require(run, examples.get(run.task()).corpus());
    }
    return new StudyPlan(runs, examples, widths);
  }

  private static Map<String, MatchedWidth> widths(
      long target, Map<RunKey, RunSpec> runs, Map<TaskSpec, StudyData> examples) {
    record Unmatched(ModelSpec definition, TaskSpec task) {}
    Map<Unmatched, MatchedWidth> solved = new HashMap<>();
    Map<String, MatchedWidth> widths = new LinkedHashMap<>();
    runs.forEach(
        (key, run) -> {
          Vocabularies known = examples.get(run.task()).vocabularies();
          widths.put(
              key.variant(),
              solved.computeIfAbsent(
                  new Unmatched(run.definition(), run.task()),
                  unmatched -> width(key.variant(), run.definition(), target, known)));
        });
    return widths;
  }

  /** A model in the width that has a number of parameters; the name is for messages. */
  public static MatchedWidth width(String name, ModelSpec model, long target, Vocabularies known) {
    return new WidthSolver(target, each -> parameters(each, known)).solve(name, model);
  }

  /** How many numbers a model learns. */
  static long parameters(ModelSpec model, Vocabularies known) {
    return ParameterShapes.count(
        ParameterShapes.of(model, known.source().size(), known.target().size()));
  }

  public List<Variant> variants() {
    Map<String, Variant> variants = new LinkedHashMap<>();
    runs.forEach(
        (key, run) ->
            variants.merge(
                key.variant(),
                new Variant(key.variant(), run, 1),
                (known, one) -> new Variant(known.name(), known.first(), known.runs() + 1)));
    return List.copyOf(variants.values());
  }
}
