package io.seqlab.decode;

import io.seqlab.config.DecodingSpec;
import io.seqlab.decode.Prefix.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The hypotheses of one source during {@link BeamSearch}. */
final class Beam {
  private final SearchSettings settings;
  private final TokenRules rules;
  private final List<Finished> finished = new ArrayList<>();
  private List<Prefix> open = List.of(Prefix.empty(0));
  private boolean complete;

  Beam(SearchSettings settings) {
    this.settings = settings;
    rules = TokenRules.of(settings);
  }

  /** A hypothesis that has ended, with the score that it ranks by. */
  private record Finished(Hypothesis hypothesis, double rank) {}

  /** Whether no open hypothesis can become one of the best answers. */
  boolean complete() {
    return complete;
  }

  /**
   * Keeps the K best extensions of the open hypotheses. Those that end are finished; the others are
   * the open hypotheses of the next step.
   *
   * @param firstRow of this beam in the batch
   */
  void extend(StepScores scores, int firstRow) {
    Candidates best = new Candidates(settings.spec().beam());
    for (int k = 0; k < open.size(); k++) {
      scores.score(firstRow + k, 0); // a NaN is in all log-probabilities of a row
      float[] row = rules.apply(scores.row(firstRow + k), open.get(k).tokens());
      best.offer(k, open.get(k).score(), row);
    }
    List<Prefix> next = new ArrayList<>();
    for (int rank = 0; rank < best.size(); rank++) {
      int k = best.prefix(rank);
      Prefix prefix = open.get(k);
      double added = best.score(rank) - prefix.score();
      Token token = token(scores, firstRow + k, best.token(rank), added);
      if (token.id() == settings.special().end()) {
        finish(prefix, token);
      } else {
        next.add(prefix.with(token).in(k));
      }
    }
    open = next;
    complete = open.isEmpty() || cannotImprove();
  }

  /** Ends the open hypotheses, which have the maximum length. */
  void end(StepScores scores, int firstRow) {
    int end = settings.special().end();
    for (int k = 0; k < open.size(); k++) {
      if (settings.special().hasEnd()) {
        double logProbability = scores.score(firstRow + k, end);
        finish(open.get(k), token(scores, firstRow + k, end, logProbability));
      } else {
        add(new Finished(open.get(k).cutOff(), open.get(k).score()));
      }
    }
    complete = true;
  }

  private static Token token(StepScores scores, int row, int id, double score) {
    return new Token(id, score, scores.score(row, id), scores.attention(row));
  }

  private void finish(Prefix prefix, Token end) {
    int length = prefix.tokens().length + 1;
    add(new Finished(prefix.ended(end), rank(prefix.score() + end.score(), length)));
  }

  /** Keeps as many hypotheses as are wanted, best first. */
  private void add(Finished hypothesis) {
    finished.add(hypothesis);
    finished.sort(Comparator.comparingDouble(Finished::rank).reversed());
    if (finished.size() > settings.wanted().answers()) {
      finished.remove(finished.size() - 1);
    }
  }

  /** What hypotheses of n tokens, end-of-sequence included, rank by. */
  private double rank(double score, int n) {
    return score / Math.pow((5 + n) / 6.0, settings.spec().lengthPenalty());
  }

  /**
   * Whether the wanted answers are finished and no open hypothesis can rank above the last of them:
   * its score cannot rise, and it ranks highest at the maximum length.
   */
  private boolean cannotImprove() {
    DecodingSpec spec = settings.spec();
    int wanted = settings.wanted().answers();
    return finished.size() == wanted
        && rank(open.get(0).score(), spec.maxLength() + 1) <= finished.get(wanted - 1).rank();
  }

  /** The token that a row of this beam reads; rows beyond the open hypotheses read any. */
  long lastToken(int k) {
    return k < open.size() ? open.get(k).last(settings.special()) : settings.special().begin();
  }

  /** The row of this beam, from 0, that decoded what a row extends. */
  int parent(int k) {
    return k < open.size() ? open.get(k).row() : 0;
  }

  /** The finished hypotheses, best first. */
  List<Hypothesis> answers() {
    return finished.stream().map(Finished::hypothesis).toList();
  }
}
