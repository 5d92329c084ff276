package io.seqlab.data.task;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of Pig Latin as courses set them (University of Toronto, CSC421 and CSC413, programming
 * assignment 3):
 *
 * <ol>
 *   <li>a word that starts with a consonant moves it to its end, and adds "ay": team to eamtay;
 *   <li>a word that starts with a vowel (a, e, i, o, u) adds "way": impress to impressway;
 *   <li>a pair of consonants moves as one: shopping to oppingshay;
 *   <li>each part of a hyphenated word is translated on its own: well-off to ellway-offway.
 * </ol>
 *
 * <p>The courses name "sh" as one of "some" pairs. Here they are all pairs of consonants with which
 * English words start, see {@link #PAIRS}; y is a consonant, and qu is no pair.
 */
final class PigLatin {
  /** Pairs of consonants that move as one. */
  static final Set<String> PAIRS =
      Stream.of(
              "bl br ch cl cr dr dw fl fr gh gl gn gr kn ph pl pr ps rh sc sh sk sl sm sn sp sq st",
              "sw th tr tw wh wr")
          .flatMap(line -> Stream.of(line.split(" ")))
          .collect(Collectors.toUnmodifiableSet());

  private static final String VOWELS = "aeiou";

  private PigLatin() {}

  /** The translation of a word of small letters a to z, whose parts hyphens may separate. */
  static String translate(String word) {
    return Stream.of(word.split("-", -1)).map(PigLatin::part).collect(Collectors.joining("-"));
  }

  private static String part(String part) {
    if (VOWELS.indexOf(part.charAt(0)) >= 0) {
      return part + "way";
    }
    int moved = part.length() > 1 && PAIRS.contains(part.substring(0, 2)) ? 2 : 1;
    return part.substring(moved) + part.substring(0, moved) + "ay";
  }
}
