package io.seqlab.study.judge;

import static java.util.stream.Collectors.joining;

import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.record.TaskComparison;
import io.seqlab.result.record.TaskComparison.Estimate;
import io.seqlab.result.record.TaskComparison.Improvement;
import io.seqlab.result.record.TaskComparison.ModelScores;
import io.seqlab.result.record.TaskComparison.ProfilePoint;
import io.seqlab.statistics.Inference;
import io.seqlab.statistics.Interval;
import io.seqlab.statistics.StratifiedBootstrap;
import io.seqlab.statistics.TaskScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares the models of several studies, each of which is one task. Models are matched by name and
 * grid point; those that a study lacks are left out. Scores are the test metrics of all runs: a run
 * without one is refused, as leaving out runs that fail would favour their model.
 */
public final class TaskComparisons {
  private static final double LEVEL = 0.05;

  /** Points of a performance profile, beside that at zero. */
  private static final int STEPS = 100;

  private final MetricName metric;
  private final List<ComparedStudy> studies;
  private final List<String> models;

  private TaskComparisons(MetricName metric, List<ComparedStudy> studies) {
    this.metric = metric;
    this.studies = studies;
    this.models =
        studies.get(0).variants().stream()
            .filter(model -> studies.stream().allMatch(s -> s.variants().contains(model)))
            .toList();
  }

  /** Metrics that can be compared: higher is better, and all tasks have the same range. */
  public static List<MetricName> metrics() {
    return Arrays.stream(MetricName.values())
        .filter(each -> each.higherIsBetter() && Double.isFinite(each.maximum()))
        .toList();
  }

  /**
   * Compares the models that all studies have.
   *
   * @param metric one of {@link #metrics}
   * @throws ConfigException if the studies cannot be compared; says why, and what to do
   */
  public static TaskComparison of(MetricName metric, List<ComparedStudy> studies) {
    studies.forEach(study -> requireMetric(metric, study));
    requireDistinctTasks(studies);
    TaskComparisons all = new TaskComparisons(metric, studies);
    all.requireModels();
    return all.compare();
  }

  private static void requireMetric(MetricName metric, ComparedStudy study) {
    if (!study.spec().metrics().contains(metric)) {
      throw new ConfigException(
          "%s has no %s, only %s; add it to the metrics of the study and run it again, which trains nothing"
              .formatted(
                  study.folder(),
                  metric.key(),
                  study.spec().metrics().stream().map(MetricName::key).collect(joining(", "))));
    }
  }

  private static void requireDistinctTasks(List<ComparedStudy> studies) {
    for (int i = 0; i < studies.size(); i++) {
      ComparedStudy study = studies.get(i);
      for (ComparedStudy other : studies.subList(0, i)) {
        if (study.hasTaskOf(other)) {
          throw new ConfigException(
              "%s and %s have the same %s, which would count twice; name one study for each task"
                  .formatted(
                      other.folder(),
                      study.folder(),
                      study.spec().task().equals(other.spec().task()) ? "task" : "test examples"));
        }
      }
    }
  }

  private void requireModels() {
    if (models.size() < 2) {
      throw new ConfigException(
          "the studies have %s in common, and a comparison needs two with the same name and grid values: %s"
              .formatted(
                  models.isEmpty() ? "no model" : "one model",
                  studies.stream()
                      .map(each -> each.folder() + " has " + String.join(" and ", each.variants()))
                      .collect(joining("; "))));
    }
  }

  private TaskComparison compare() {
    List<List<Long>> seeds = studies.stream().map(this::seeds).toList();
    List<TaskScores> scores =
        models.stream()
            .map(
                model ->
                    new TaskScores(
                        IntStream.range(0, studies.size())
                            .mapToObj(i -> scores(studies.get(i), model, seeds.get(i)))
                            .toArray(double[][]::new)))
            .toList();
    Iterator<Estimate> estimates =
        StratifiedBootstrap.of(
                scores, this::statistics, Judge.resampling("tasks." + metric.key(), 0))
            .stream()
            .map(TaskComparisons::estimate)
            .iterator();
    return new TaskComparison(
        metric.key(),
        IntStream.range(0, studies.size())
            .mapToObj(i -> new TaskComparison.Task(name(studies.get(i)), seeds.get(i).size()))
            .toList(),
        models.stream().map(model -> modelScores(model, estimates)).toList(),
        improvements(estimates));
  }

  /** Those of the first look, and those that a compared model has been run with. */
  private List<Long> seeds(ComparedStudy study) {
    StudySpec spec = study.spec();
    Set<Long> seeds = new TreeSet<>(spec.seeds().all().subList(0, spec.seeds().judgedAt().get(0)));
    study.evidence().results().keySet().stream()
        .filter(run -> models.contains(run.variant()) && study.evidence().runs().contains(run))
        .map(RunKey::seed)
        .forEach(seeds::add);
    if (seeds.size() < 2) {
      throw new ConfigException(
          "%s has one seed; intervals resample seeds, so give the study at least two and run it again"
              .formatted(study.folder()));
    }
    return List.copyOf(seeds);
  }

  /** One score for each seed. */
  private double[] scores(ComparedStudy study, String model, List<Long> seeds) {
    return study.evidence().runs().stream()
        .filter(run -> run.variant().equals(model) && seeds.contains(run.seed()))
        .mapToDouble(run -> score(study, run))
        .toArray();
  }

  private double score(ComparedStudy study, RunKey run) {
    RunResult result = study.evidence().results().get(run);
    String reason =
        result == null
            ? "has not been run"
            : result.status() == RunStatus.FAILED
                ? "failed"
                : result.status() != RunStatus.DONE ? "did not finish" : "";
    Double score = result == null ? null : result.metrics().get(metric.key());
    if (!reason.isEmpty() || score == null) {
      throw new ConfigException(
          "%s: %s %s, and a comparison without it would be biased; run the study again, or take the model or the seed out of it"
              .formatted(
                  study.folder(), run, reason.isEmpty() ? "has no " + metric.key() : reason));
    }
    return score;
  }

  /** In the order in which {@link #modelScores} and {@link #improvements} take them. */
  private double[] statistics(List<TaskScores> scores) {
    List<Double> all = new ArrayList<>();
    for (TaskScores model : scores) {
      all.add(model.interquartileMean());
      thresholds().forEach(threshold -> all.add(model.fractionAbove(threshold)));
    }
    for (int i = 0; i < scores.size(); i++) {
      for (TaskScores over : scores.subList(0, i)) {
        all.add(scores.get(i).probabilityOfImprovement(over));
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private List<Double> thresholds() {
    return IntStream.rangeClosed(0, STEPS).mapToObj(i -> metric.maximum() * i / STEPS).toList();
  }

  private ModelScores modelScores(String model, Iterator<Estimate> estimates) {
    Estimate mean = estimates.next();
    List<ProfilePoint> profile =
        thresholds().stream()
            .map(threshold -> new ProfilePoint(threshold, estimates.next()))
            .toList();
    return new ModelScores(model, isSameInAll(model), mean, profile);
  }

  private List<Improvement> improvements(Iterator<Estimate> estimates) {
    List<Improvement> all = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      for (String over : models.subList(0, i)) {
        all.add(new Improvement(models.get(i), over, estimates.next()));
      }
    }
    return all;
  }

  private boolean isSameInAll(String model) {
    Set<Object> definitions = new LinkedHashSet<>();
    for (ComparedStudy study : studies) {
      study.evidence().runs().stream()
          .filter(run -> run.variant().equals(model))
          .forEach(run -> definitions.add(study.spec().models().get(run.model())));
    }
    return definitions.size() == 1;
  }

  private static Estimate estimate(Inference inference) {
    Interval interval = Interval.of(inference, LEVEL);
    return new Estimate(interval.estimate(), interval.low(), interval.high());
  }

  /** The name of a study, or its folder if another study has the same name. */
  private String name(ComparedStudy study) {
    Stream<String> names = studies.stream().map(each -> each.spec().study());
    return names.filter(study.spec().study()::equals).count() > 1
        ? study.folder()
        : study.spec().study();
  }
}
