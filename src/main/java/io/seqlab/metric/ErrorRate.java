package io.seqlab.metric;

import java.util.List;

/**
 * Word error rate and character error rate: the Levenshtein distance of hypothesis and reference,
 * divided by the length of the reference; sums over sentences are divided, not averaged. Words are
 * those between white space; characters are code points, with one space between words. Of several
 * references, the one with the lowest rate counts.
 */
public record ErrorRate(Unit unit, boolean lowercase) implements TextMetric {
  /** What is counted. */
  public enum Unit {
    WORD,
    CHARACTER
  }

  @Override
  public String name() {
    return unit == Unit.WORD ? "WER" : "CER";
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
  public ErrorRate with(String key, String value) {
    return new ErrorRate(unit, Settings.isLowercase(this, key, value));
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  /** Edits, and length of the reference. */
  @Override
  public double[] counts(String hypothesis, List<String> references) {
    List<String> answer = units(hypothesis);
    double[] best = {};
    for (String reference : references) {
      List<String> expected = units(reference);
      double[] counts = {EditDistance.between(answer, expected), expected.size()};
      best = best.length == 0 || score(counts) < score(best) ? counts : best;
    }
    return best;
  }

  private List<String> units(String text) {
    List<String> words = WhiteSpace.split(Settings.cased(text, lowercase));
    return unit == Unit.WORD
        ? words
        : String.join(" ", words).codePoints().mapToObj(Character::toString).toList();
  }

  @Override
  public double score(double[] sums) {
    return EditDistance.rate(sums[0], sums[1]);
  }
}
