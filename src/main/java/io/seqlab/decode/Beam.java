package io.seqlab.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** The hypotheses of one source while a {@link BeamSearch} goes on. */
final class Beam {
  private final BeamSearch search;
  private final List<Hypothesis> finished = new ArrayList<>();
  private List<Beginning> alive = new ArrayList<>();
  private boolean complete;

  /** At first only one beginning counts, as all are the same. */
  Beam(BeamSearch search) {
    this.search = search;
    for (int k = 0; k < search.beam(); k++) {
      double score = k == 0 ? 0 : Double.NEGATIVE_INFINITY;
      alive.add(new Beginning(List.of(), score, List.of(), k));
    }
  }

  /**
   * An answer that has not ended: its tokens, log-probability, attention, and the row it came from.
   */
  private record Beginning(
      List<Integer> tokens, double score, List<float[]> attention, int origin) {}

  /** A beginning, by its row, and one more token; the log-probability is that of both. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Candidate(int row, int token, double score, float[] attention) {}

  boolean complete() {
    return complete;
  }

  /**
   * Takes the best candidates, in falling order of score; those that end among the first K are
   * finished.
   */
  void extend(List<Candidate> candidates, boolean mustEnd) {
    if (complete) {
      return;
    }
    List<Beginning> next = new ArrayList<>();
    Set<Integer> ended = new HashSet<>();
    for (int rank = 0; rank < candidates.size() && next.size() < search.beam(); rank++) {
      Candidate candidate = candidates.get(rank);
      Beginning begun = alive.get(candidate.row());
      if (candidate.token() != search.special().end()) {
        next.add(
            new Beginning(
                with(begun.tokens(), candidate.token()),
                candidate.score(),
                with(begun.attention(), candidate.attention()),
                candidate.row()));
      } else if (rank < search.beam() && candidate.score() > Double.NEGATIVE_INFINITY) {
        ended.add(candidate.row());
        finished.add(
            answer(
                begun.tokens(), candidate.score(), with(begun.attention(), candidate.attention())));
      }
    }
    if (mustEnd) {
      cutOff(ended);
    } else {
      while (next.size() < search.beam()) {
        next.add(new Beginning(List.of(), Double.NEGATIVE_INFINITY, List.of(), 0));
      }
      alive = next;
    }
    complete = mustEnd || finished.size() >= search.beam();
  }

  /** Takes the beginnings that have no room to go on, but for the rows that have just ended. */
  private void cutOff(Set<Integer> ended) {
    for (int row = 0; row < alive.size(); row++) {
      Beginning begun = alive.get(row);
      if (begun.score() > Double.NEGATIVE_INFINITY && !ended.contains(row)) {
        finished.add(answer(begun.tokens(), begun.score(), begun.attention()));
      }
    }
  }

  private static <T> List<T> with(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }

  private static Hypothesis answer(List<Integer> tokens, double score, List<float[]> attention) {
    boolean kept = !attention.isEmpty() && attention.get(0).length > 0;
    return new Hypothesis(
        tokens.stream().mapToInt(Integer::intValue).toArray(),
        score,
        kept ? attention.toArray(new float[0][]) : new float[0][]);
  }

  void scoresInto(float[] all, int from) {
    for (int k = 0; k < alive.size(); k++) {
      all[from + k] = (float) alive.get(k).score();
    }
  }

  /** The token each beginning ends with. */
  LongStream lastTokens() {
    return alive.stream()
        .mapToLong(
            b ->
                b.tokens().isEmpty()
                    ? search.special().begin()
                    : b.tokens().get(b.tokens().size() - 1));
  }

  /** The row each beginning came from. */
  LongStream origins() {
    return alive.stream().mapToLong(Beginning::origin);
  }

  /** The finished answers, best first, at most K. */
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
