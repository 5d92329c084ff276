package io.seqlab.study.plan;

import io.seqlab.config.DecodingSpec;
import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.model.ModelSpec;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.data.ExampleMemory;
import io.seqlab.data.Vocabularies;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.RunKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The selected runs of a study, ready to execute: data loaded, widths matched, inputs validated.
 *
 * @param data of each task
 * @param widths matched width of each variant; empty if the study matches nothing
 */
public record StudyPlan(
    Map<RunKey, RunSpec> runs, Map<TaskSpec, StudyData> data, Map<String, MatchedWidth> widths) {

  /** A model at a grid point: runs that differ only in their seed. */
  public record Variant(String name, RunSpec first, int runs) {}

  public static StudyPlan of(StudySpec study, List<RunFilter> only) {
    return of(study, key -> RunFilter.matchesAny(only, key));
  }

  /** The specs of some runs, with matched widths; loads data only if the study matches widths. */
  public static Map<RunKey, RunSpec> runs(StudySpec study, Set<RunKey> selected) {
    return study.match().isPresent()
        ? of(study, selected::contains).runs()
        : selected(study, selected::contains);
  }

  private static Map<RunKey, RunSpec> selected(StudySpec study, Predicate<RunKey> selected) {
    Map<RunKey, RunSpec> runs = new LinkedHashMap<>(StudyRuns.specs(study));
    runs.keySet().removeIf(selected.negate());
    return runs;
  }

  private static StudyPlan of(StudySpec study, Predicate<RunKey> selected) {
    Map<RunKey, RunSpec> runs = selected(study, selected);
    Map<TaskSpec, StudyData> data = new HashMap<>();
    ExampleMemory.requireFit(runs.values().stream().map(RunSpec::task).collect(Collectors.toSet()));
    runs.values().forEach(run -> data.computeIfAbsent(run.task(), StudyData::load));
    Map<String, MatchedWidth> widths = new LinkedHashMap<>();
    if (study.match().isPresent()) {
      widths.putAll(widths(study.match().get().parameters(), runs, data));
      runs.replaceAll((key, run) -> run.withDefinition(widths.get(key.variant()).definition()));
    }
    record Checked(String model, ModelSpec definition, TaskSpec task, DecodingSpec decoding) {}
    Set<Checked> checked = new HashSet<>();
    for (RunSpec run : runs.values()) {
      if (checked.add(new Checked(run.model(), run.definition(), run.task(), run.decoding()))) {
        StudyData.buildModel(run.definition(), data.get(run.task()).vocabularies());
        MaxPositionsCheck.require(run, data.get(run.task()).taskData());
      }
    }
    return new StudyPlan(runs, data, widths);
  }

  private static Map<String, MatchedWidth> widths(
      long target, Map<RunKey, RunSpec> runs, Map<TaskSpec, StudyData> data) {
    record Unmatched(ModelSpec definition, TaskSpec task) {}
    Map<Unmatched, MatchedWidth> solved = new HashMap<>();
    Map<String, MatchedWidth> widths = new LinkedHashMap<>();
    runs.forEach(
        (key, run) -> {
          Vocabularies vocabularies = data.get(run.task()).vocabularies();
          widths.put(
              key.variant(),
              solved.computeIfAbsent(
                  new Unmatched(run.definition(), run.task()),
                  unmatched -> width(key.variant(), run.definition(), target, vocabularies)));
        });
    return widths;
  }

  /** A model at the width that has a number of parameters; the name is for error messages. */
  public static MatchedWidth width(
      String name, ModelSpec model, long target, Vocabularies vocabularies) {
    return new WidthSolver(target, m -> parameters(m, vocabularies)).solve(name, model);
  }

  /** Number of trainable parameters of a model. */
  static long parameters(ModelSpec model, Vocabularies vocabularies) {
    return ParameterShapes.count(
        ParameterShapes.of(model, vocabularies.source().size(), vocabularies.target().size()));
  }

  /** Digests of the data of a task; unknown if no run of the plan has it. */
  public DataDigests digests(TaskSpec task) {
    return data.containsKey(task) ? data.get(task).digests() : DataDigests.UNKNOWN;
  }

  public List<Variant> variants() {
    Map<String, Variant> variants = new LinkedHashMap<>();
    runs.forEach(
        (key, run) ->
            variants.merge(
                key.variant(),
                new Variant(key.variant(), run, 1),
                (all, one) -> new Variant(all.name(), all.first(), all.runs() + 1)));
    return List.copyOf(variants.values());
  }
}
