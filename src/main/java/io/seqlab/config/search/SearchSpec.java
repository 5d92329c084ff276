package io.seqlab.config.search;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A search over keys of a study: every model, at every grid point, gets the same trials, ranked by
 * the best validation score ({@code training.best_by}), mean over seeds. Its runs use the values of
 * its best trial.
 */
public record SearchSpec(
    @Doc("Trials of each model and grid point, drawn at random; null is every combination of lists")
        @Default("null")
        Optional<Integer> trials,
    @Doc("Seeds of every trial; the runs of the study use others") @Default("[101]")
        List<Long> seeds,
    @Doc(
            "Successive halving: the best 1/N of the trials are repeated with N times the budget, while at least two are left; null gives every trial the whole budget")
        @Default("null")
        Optional<Integer> halving,
    @Doc(
            "Values by key, such as training.optimizer.learning_rate; a key starts with training., decoding. or model. and belongs to every model")
        Map<String, SearchValues> over) {
  private static final int MAX_TRIALS = 10_000;

  /**
   * Trials with an equal budget.
   *
   * @param trials number of trials
   * @param divisor the budget of each is that of the study divided by this
   */
  public record Rung(int trials, int divisor) {}

  public SearchSpec {
    require(
        !over.isEmpty(), "over", "a search needs a key, such as training.optimizer.learning_rate");
    Require.distinct("seeds", seeds);
    double combinations = combinations(over);
    require(
        trials.isPresent() || Double.isFinite(combinations),
        "trials",
        "a search over from and to draws its values, so it needs trials, such as trials: 8");
    require(
        trials.orElse(1) <= combinations,
        "trials",
        "%d trials are more than the %.0f combinations of the lists; leave trials out to try each",
        trials.orElse(1),
        combinations);
    Require.upTo("trials", trials.orElseGet(() -> (int) combinations), MAX_TRIALS);
    require(
        halving.orElse(2) >= 2 && halving.orElse(0) <= trials.orElseGet(() -> (int) combinations),
        "halving",
        "halving must be from 2 to the number of trials, not %d",
        halving.orElse(0));
  }

  /** Trials of each model and grid point. */
  public int trialCount() {
    return trials.orElseGet(() -> (int) combinations(over));
  }

  /**
   * The rounds of successive halving, the shortest trials first; one round without halving. A trial
   * that is left alone is chosen: repeating it with the whole budget could not change that.
   */
  public List<Rung> rungs() {
    if (halving.isEmpty()) {
      return List.of(new Rung(trialCount(), 1));
    }
    List<Rung> rungs = new ArrayList<>();
    int divisor = 1;
    for (int kept = trialCount() / halving.get(); kept >= 1; kept /= halving.get()) {
      divisor *= halving.get();
    }
    for (int kept = trialCount(); kept > 1; kept /= halving.get()) {
      rungs.add(new Rung(kept, divisor));
      divisor /= halving.get();
    }
    return rungs;
  }

  /** Whether some rung may have a trial of this number, with this seed and part of the budget. */
  public boolean hasTrial(int number, long seed, int divisor) {
    return number >= 1
        && number <= trialCount()
        && seeds.contains(seed)
        && rungs().stream().anyMatch(rung -> rung.divisor() == divisor);
  }

  /** Runs of all rungs for each model and grid point. */
  public int runCount() {
    return seeds.size() * rungs().stream().mapToInt(Rung::trials).sum();
  }

  private static double combinations(Map<String, SearchValues> over) {
    return over.values().stream()
        .mapToDouble(
            values ->
                values.list().map(list -> (double) list.size()).orElse(Double.POSITIVE_INFINITY))
        .reduce(1, (a, b) -> a * b);
  }
}
