package io.seqlab.result.record;

import java.util.List;

/**
 * The result of testing a claim, computed from the files of an experiment.
 *
 * @param claim id of the claim, such as C1
 * @param sentence the claim in one sentence
 * @param ruling by {@link Ruling#of} from the parts
 * @param level probability, at most, of supporting the claim though it is false, and of refuting
 *     one of its parts though it is true
 */
public record Verdict(
    String claim, String sentence, Ruling ruling, double level, List<PartVerdict> parts) {
  public Verdict {
    parts = List.copyOf(parts);
  }

  /** Whether no part is inconclusive, so that further seeds would change nothing. */
  public boolean decided() {
    return parts.stream().noneMatch(part -> part.ruling() == Ruling.INCONCLUSIVE);
  }
}
