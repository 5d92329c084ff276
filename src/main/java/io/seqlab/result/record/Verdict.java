package io.seqlab.result.record;

import java.util.List;

/**
 * The result of testing a claim, computed from the files of an experiment.
 *
 * @param claim id of the claim, such as C1
 * @param sentence the claim in one sentence
 * @param ruling supported if every part is, refuted if any part is, otherwise inconclusive
 * @param level family-wise error rate over the parts; NaN if all parts must hold for every seed,
 *     which has no error rate
 */
public record Verdict(
    String claim, String sentence, Ruling ruling, double level, List<PartVerdict> parts) {
  public Verdict {
    parts = List.copyOf(parts);
  }
}
