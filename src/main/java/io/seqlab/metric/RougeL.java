package io.seqlab.metric;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * ROUGE-L (Lin 2004, section 3.1, β = 1): F₁ of the longest common subsequence of words, 2·LCS /
 * (words of hypothesis + words of reference); the mean over sentences. Of several references, the
 * one with the best F counts.
 *
 * <p>Words are runs of letters, marks and digits in lower case; each ideograph is a word. On ASCII
 * text these are the words of the package rouge-score without stemming, which drops other letters.
 */
public record RougeL(boolean lowercase) implements TextMetric {
  private static final Pattern WORD =
      Pattern.compile("\\p{IsIdeographic}|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsIdeographic}]]+");

  @Override
  public String name() {
    return "ROUGE-L";
  }

  @Override
  public String version() {
    return "seqlab";
  }

  @Override
  public List<String> settings() {
    return List.of(Settings.ofCase(lowercase));
  }

  @Override
  public RougeL with(String key, String value) {
    return new RougeL(Settings.isLowercase(this, key, value));
  }

  /** F, and 1 for the sentence. */
  @Override
  public double[] counts(String hypothesis, List<String> references) {
    List<String> answer = words(hypothesis);
    double best = references.stream().mapToDouble(each -> f(answer, words(each))).max().orElse(0);
    return new double[] {best, 1};
  }

  private List<String> words(String text) {
    return WORD.matcher(Settings.cased(text, lowercase)).results().map(MatchResult::group).toList();
  }

  private static double f(List<String> answer, List<String> expected) {
    int common = commonSubsequence(answer, expected);
    return common == 0 ? 0 : 2.0 * common / (answer.size() + expected.size());
  }

  /** The length of the longest common subsequence, with one row of the table. */
  private static int commonSubsequence(List<String> one, List<String> other) {
    int[] row = new int[other.size() + 1];
    for (String word : one) {
      int diagonal = 0;
      for (int j = 1; j <= other.size(); j++) {
        int above = row[j];
        row[j] = word.equals(other.get(j - 1)) ? diagonal + 1 : Math.max(above, row[j - 1]);
        diagonal = above;
      }
    }
    return row[other.size()];
  }

  @Override
  public double score(double[] sums) {
    return sums[0] / sums[1];
  }
}
