package io.seqlab.data.task;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Invented words that can be pronounced: one to three syllables of consonants that may be missing,
 * a vowel, and a consonant that may be missing. One word of {@value #HYPHENATED} is two with a
 * hyphen.
 */
final class PseudoWords {
  /** The most words that are invented. */
  static final int MAX = 500_000;

  private static final int HYPHENATED = 40;
  private static final int MAX_SYLLABLES = 3;
  private static final int MIN_LETTERS = 2;

  private static final List<String> ONSETS =
      List.of(
          "", "", "", "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t",
          "v", "w", "y", "z", "bl", "br", "ch", "cl", "cr", "dr", "fl", "fr", "gr", "pl", "pr",
          "sh", "sk", "sl", "sp", "st", "sw", "th", "tr", "wh");

  private static final List<String> VOWELS =
      List.of("a", "e", "i", "o", "u", "a", "e", "i", "o", "u", "ai", "ea", "ee", "oo", "ou");
  private static final List<String> CODAS =
      List.of("", "", "", "", "n", "r", "l", "s", "t", "d", "m", "ck", "ng", "st", "nd");

  private PseudoWords() {}

  /** Different words. */
  static List<String> of(UniformRandomProvider random, int count) {
    Set<String> words = new LinkedHashSet<>();
    while (words.size() < count) {
      String word =
          random.nextInt(HYPHENATED) == 0 ? word(random) + "-" + word(random) : word(random);
      if (word.length() >= MIN_LETTERS) {
        words.add(word);
      }
    }
    return List.copyOf(words);
  }

  private static String word(UniformRandomProvider random) {
    StringBuilder word = new StringBuilder();
    int syllables = 1 + random.nextInt(MAX_SYLLABLES);
    for (int i = 0; i < syllables; i++) {
      word.append(any(ONSETS, random)).append(any(VOWELS, random)).append(any(CODAS, random));
    }
    return word.toString();
  }

  private static String any(List<String> parts, UniformRandomProvider random) {
    return parts.get(random.nextInt(parts.size()));
  }
}
