package io.seqlab.metric;

import java.util.List;

/** Exact match of text: the share of hypotheses whose words are those of a reference. */
public record SentenceMatch(boolean lowercase) implements TextMetric {
  @Override
  public String name() {
    return "exact match";
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
  public SentenceMatch with(String key, String value) {
    return new SentenceMatch(Settings.isLowercase(this, key, value));
  }

  /** 1 or 0, and 1 for the sentence. */
  @Override
  public double[] counts(String hypothesis, List<String> references) {
    List<String> answer = words(hypothesis);
    boolean equal = references.stream().anyMatch(reference -> words(reference).equals(answer));
    return new double[] {equal ? 1 : 0, 1};
  }

  private List<String> words(String text) {
    return WhiteSpace.split(Settings.cased(text, lowercase));
  }

  @Override
  public double score(double[] sums) {
    return sums[0] / sums[1];
  }
}
