package io.seqlab.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** The hypotheses of one source during {@link BeamSearch}. */
final class Beam {
  private final BeamSearch search;
  private final List<Hypothesis> finished = new ArrayList<>();
  private List<Prefix> active = new ArrayList<>();
  private boolean complete;

  /** K equal, empty hypotheses, all but one of probability 0 so that only one is extended. */
  Beam(BeamSearch search) {
    this.search = search;
    for (int k = 0; k < search.beam(); k++) {
      double score = k == 0 ? 0 : Double.NEGATIVE_INFINITY;
      active.add(new Prefix(List.of(), score, List.of(), k));
    }
  }

  /**
   * An unfinished hypothesis.
   *
   * @param parent row of the hypothesis it extends, from 0 to K − 1
   */
  private record Prefix(List<Integer> tokens, double score, List<float[]> attention, int parent) {}

  /**
   * An extension of a hypothesis by one token.
   *
   * @param row of the hypothesis, from 0 to K − 1
   * @param score log-probability of the hypothesis with the token
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Candidate(int row, int token, double score, float[] attention) {}

  boolean complete() {
    return complete;
  }

  /**
   * Keeps the K best candidates that do not end; those among the first K that end are finished.
   *
   * @param candidates in decreasing order of score
   * @param mustEnd whether the maximum length is reached
   */
  void extend(List<Candidate> candidates, boolean mustEnd) {
    if (complete) {
      return;
    }
    List<Prefix> next = new ArrayList<>();
    Set<Integer> ended = new HashSet<>();
    for (int rank = 0; rank < candidates.size() && next.size() < search.beam(); rank++) {
      Candidate candidate = candidates.get(rank);
      NonFiniteScoreException.requireNumber(candidate.score());
      Prefix prefix = active.get(candidate.row());
      List<float[]> attention = with(prefix.attention(), candidate.attention());
      if (candidate.token() != search.special().end()) {
        List<Integer> tokens = with(prefix.tokens(), candidate.token());
        next.add(new Prefix(tokens, candidate.score(), attention, candidate.row()));
      } else if (rank < search.beam() && candidate.score() > Double.NEGATIVE_INFINITY) {
        ended.add(candidate.row());
        finished.add(hypothesis(prefix.tokens(), candidate.score(), attention));
      }
    }
    if (mustEnd) {
      truncate(ended);
    } else {
      while (next.size() < search.beam()) {
        next.add(new Prefix(List.of(), Double.NEGATIVE_INFINITY, List.of(), 0));
      }
      active = next;
    }
    complete = mustEnd || finished.size() >= search.beam();
  }

  /** Finishes the hypotheses of maximum length without an end, except rows that have just ended. */
  private void truncate(Set<Integer> ended) {
    for (int row = 0; row < active.size(); row++) {
      Prefix prefix = active.get(row);
      if (prefix.score() > Double.NEGATIVE_INFINITY && !ended.contains(row)) {
        finished.add(hypothesis(prefix.tokens(), prefix.score(), prefix.attention()));
      }
    }
  }

  private static <T> List<T> with(List<T> list, T last) {
    List<T> extended = new ArrayList<>(list);
    extended.add(last);
    return extended;
  }

  private static Hypothesis hypothesis(
      List<Integer> tokens, double score, List<float[]> attention) {
    boolean hasAttention = !attention.isEmpty() && attention.get(0).length > 0;
    return new Hypothesis(
        tokens.stream().mapToInt(Integer::intValue).toArray(),
        score,
        hasAttention ? attention.toArray(new float[0][]) : new float[0][]);
  }

  void copyScores(float[] all, int from) {
    for (int k = 0; k < active.size(); k++) {
      all[from + k] = (float) active.get(k).score();
    }
  }

  /** The last token of each hypothesis. */
  LongStream lastTokens() {
    return active.stream()
        .mapToLong(
            b ->
                b.tokens().isEmpty()
                    ? search.special().begin()
                    : b.tokens().get(b.tokens().size() - 1));
  }

  /** The row of the hypothesis that each one extends. */
  LongStream parents() {
    return active.stream().mapToLong(Prefix::parent);
  }

  /** The finished hypotheses, best first, at most K. */
  List<Hypothesis> ranked() {
    return finished.stream()
        .sorted(Comparator.comparingDouble(this::rank).reversed())
        .limit(search.beam())
        .toList();
  }

  private double rank(Hypothesis h) {
    return h.logProbability() / Math.pow((5 + h.tokens().length + 1) / 6.0, search.lengthPenalty());
  }
}
