package io.seqlab.result.record;

import java.util.List;

/**
 * A claim and what the runs say of it: computed from the files of an experiment, never typed.
 *
 * @param claim its id, such as C1
 * @param sentence what is claimed
 * @param ruling supported if every part is, refuted if any part is, else inconclusive
 * @param level of error of the claim as a whole; each part is judged at its share of it; NaN if all
 *     parts must hold for every seed, which has no rate of error
 */
public record Verdict(
    String claim, String sentence, Ruling ruling, double level, List<PartVerdict> parts) {
  public Verdict {
    parts = List.copyOf(parts);
  }
}
