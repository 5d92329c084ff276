package io.seqlab.result.search;

import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.search.SearchSpec;
import io.seqlab.result.record.RunKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The finished trials of a study's search, and the best of each variant (a model at a grid point).
 *
 * @param by validation metric that ranks the trials
 */
public record SearchResults(SearchSpec search, MetricName by, List<TrialResult> trials) {

  /**
   * A trial that is finished with every seed.
   *
   * @param score mean over seeds; NaN if training diverged with one of them
   */
  public record Scored(int number, Map<String, String> values, double score) {
    public boolean diverged() {
      return Double.isNaN(score);
    }
  }

  /** The results of a study that has a search. */
  public static SearchResults of(StudySpec study, List<TrialResult> trials) {
    return new SearchResults(study.search().orElseThrow(), study.training().bestBy(), trials);
  }

  /** The variants with finished trials, in order, each as the run of its first trial. */
  public List<RunKey> variants() {
    Map<String, RunKey> variants = new LinkedHashMap<>();
    trials.forEach(each -> variants.putIfAbsent(each.trial().run().variant(), each.trial().run()));
    return List.copyOf(variants.values());
  }

  /** The trials of the first rung, which all of a variant's trials ran in. */
  public List<Scored> tried(String variant) {
    return finished(variant, search.rungs().get(0).divisor());
  }

  /** The trials of a variant in a rung that are finished with every seed, by number. */
  public List<Scored> finished(String variant, int divisor) {
    Map<Integer, List<TrialResult>> byNumber = new TreeMap<>();
    for (TrialResult each : trials) {
      Trial trial = each.trial();
      if (trial.run().variant().equals(variant) && trial.divisor() == divisor) {
        byNumber.computeIfAbsent(trial.number(), number -> new ArrayList<>()).add(each);
      }
    }
    List<Scored> scored = new ArrayList<>();
    byNumber.forEach(
        (number, seeds) -> {
          if (seeds.size() == search.seeds().size()) {
            scored.add(new Scored(number, seeds.get(0).trial().values(), mean(seeds)));
          }
        });
    return scored;
  }

  private static double mean(List<TrialResult> seeds) {
    return seeds.stream().allMatch(TrialResult::isScored)
        ? seeds.stream().mapToDouble(TrialResult::score).average().orElseThrow()
        : Double.NaN;
  }

  /**
   * The numbers of the trials of a rung: all in the first, later the best of the rung before; empty
   * until that is finished.
   */
  public Optional<List<Integer>> numbers(String variant, int rung) {
    List<SearchSpec.Rung> rungs = search.rungs();
    if (rung == 0) {
      return Optional.of(IntStream.rangeClosed(1, rungs.get(0).trials()).boxed().toList());
    }
    return isFinished(variant, rung - 1)
        ? Optional.of(
            ranked(variant, rung - 1).stream()
                .limit(rungs.get(rung).trials())
                .map(Scored::number)
                .sorted()
                .toList())
        : Optional.empty();
  }

  private boolean isFinished(String variant, int rung) {
    List<Integer> done =
        finished(variant, search.rungs().get(rung).divisor()).stream().map(Scored::number).toList();
    return numbers(variant, rung).filter(done::containsAll).isPresent();
  }

  /** Whether all trials of a variant are finished. */
  public boolean isFinished(String variant) {
    return isFinished(variant, search.rungs().size() - 1);
  }

  /** The trials of a rung that did not diverge, best first; of equal scores, the first drawn. */
  private List<Scored> ranked(String variant, int rung) {
    Comparator<Scored> ascending = Comparator.comparingDouble(Scored::score);
    List<Integer> numbers = numbers(variant, rung).orElse(List.of());
    return finished(variant, search.rungs().get(rung).divisor()).stream()
        .filter(each -> numbers.contains(each.number()) && !each.diverged())
        .sorted(by.higherIsBetter() ? ascending.reversed() : ascending)
        .toList();
  }

  /** The best trial of the last rung; empty until the search is finished, or if all diverged. */
  public Optional<Scored> best(String variant) {
    return isFinished(variant)
        ? ranked(variant, search.rungs().size() - 1).stream().findFirst()
        : Optional.empty();
  }

  /**
   * The values that the runs of each variant use, by key; without those that have no best trial.
   */
  public Map<String, Map<String, String>> chosen() {
    Map<String, Map<String, String>> chosen = new LinkedHashMap<>();
    for (RunKey run : variants()) {
      best(run.variant()).ifPresent(trial -> chosen.put(run.variant(), trial.values()));
    }
    return chosen;
  }
}
