package io.seqlab.result.search;

import io.seqlab.config.search.SearchSpec;
import io.seqlab.result.record.RunKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trial of a search with one seed. It is a run of its own, in the folder {@code
 * runs/search/<model>/…}.
 *
 * @param run model, seed and grid point
 * @param number counts from 1; trials of equal number have equal values for all models
 * @param values searched values by key, as YAML text
 * @param divisor the budget is that of the study divided by this; above 1 with successive halving
 */
public record Trial(RunKey run, int number, Map<String, String> values, int divisor) {
  private static final String RUNS = "runs/";

  public Trial {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Identifies the run of this trial: the values belong to its point. */
  public RunKey key() {
    Map<String, String> point = new LinkedHashMap<>(run.grid());
    point.putAll(values);
    if (divisor > 1) {
      point.put("budget", "1/" + divisor);
    }
    return new RunKey(run.model(), run.seed(), point);
  }

  /** Whether a search may have a trial of this number, seed and budget. */
  public boolean isOf(SearchSpec search) {
    return search.hasTrial(number, run.seed(), divisor);
  }

  /** Identifies its row in {@code search.csv}: {@code rnn, seed 101, trial 2, budget 1/4}. */
  public String name() {
    return run + ", trial " + number + (divisor > 1 ? ", budget 1/" + divisor : "");
  }

  /** The folder of the run relative to that of the study. */
  public String folder() {
    return RUNS + "search/" + key().folder().substring(RUNS.length());
  }
}
