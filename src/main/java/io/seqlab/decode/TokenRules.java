package io.seqlab.decode;

import io.seqlab.config.DecodingSpec;

/**
 * Which tokens may follow a prefix, and their repetition penalty.
 *
 * <ul>
 *   <li>Padding and beginning-of-sequence never follow; the unknown word if it is allowed.
 *   <li>End-of-sequence follows after the minimum length.
 *   <li>n-gram blocking (Paulus et al. 2018, section 2.5): a token may not complete an n-gram that
 *       the prefix has.
 *   <li>Repetition penalty θ (Keskar et al. 2019, section 4.1): the score of a token of the prefix
 *       is θ·log p. The paper divides logits, whose zero has no meaning, so that the sign of a
 *       logit would matter.
 * </ul>
 *
 * <p>If no token is left, end-of-sequence follows.
 */
record TokenRules(SpecialTokens special, DecodingSpec spec) {
  private static final float NEVER = Float.NEGATIVE_INFINITY;

  static TokenRules of(SearchSettings settings) {
    return new TokenRules(settings.special(), settings.spec());
  }

  /** Whether the rules need log-probabilities, and not just logits. */
  boolean needLogProbabilities() {
    return spec.repetitionPenalty() != 1;
  }

  /** Whether the token of the highest score of all also has that of those that may follow. */
  boolean keepBest(int token, int[] prefix) {
    return spec.repetitionPenalty() == 1
        && spec.noRepeatNgramSize() == 0
        && !neverFollows(token, prefix);
  }

  /** Whether a special token may not follow, whatever the other rules. */
  private boolean neverFollows(int token, int[] prefix) {
    return token == special.padding()
        || token == special.begin()
        || (token == special.unknown() && !spec.generateUnk())
        || (token == special.end() && prefix.length < spec.minLength());
  }

  /**
   * Changes the scores (V) of tokens: −∞ for a token that may not follow.
   *
   * @return the same array
   */
  float[] apply(float[] scores, int[] prefix) {
    float end = special.hasEnd() ? scores[special.end()] : NEVER;
    if (spec.repetitionPenalty() != 1) {
      penalise(scores, prefix);
    }
    for (int token : special.all()) {
      if (neverFollows(token, prefix)) {
        scores[token] = NEVER;
      }
    }
    if (spec.noRepeatNgramSize() > 0) {
      block(scores, prefix, spec.noRepeatNgramSize());
    }
    if (special.hasEnd() && scores[special.end()] == NEVER && !anyLeft(scores)) {
      scores[special.end()] = end;
    }
    return scores;
  }

  private void penalise(float[] scores, int[] prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (firstAt(prefix, prefix[i]) == i) { // once
        scores[prefix[i]] *= (float) spec.repetitionPenalty();
      }
    }
  }

  private static int firstAt(int[] prefix, int token) {
    int i = 0;
    while (prefix[i] != token) {
      i++;
    }
    return i;
  }

  /** Blocks the last token of each n-gram of the prefix that starts with its last n − 1 tokens. */
  private static void block(float[] scores, int[] prefix, int n) {
    int tail = prefix.length - (n - 1);
    for (int i = 0; i + n <= prefix.length; i++) {
      int same = 0;
      while (same < n - 1 && prefix[i + same] == prefix[tail + same]) {
        same++;
      }
      if (same == n - 1) {
        scores[prefix[i + n - 1]] = NEVER;
      }
    }
  }

  private static boolean anyLeft(float[] scores) {
    for (float score : scores) {
      if (score != NEVER) {
        return true;
      }
    }
    return false;
  }
}
