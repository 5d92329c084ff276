package io.seqlab.report.html;

import java.util.List;
import java.util.Map;

/**
 * A judgement with what it rests on: words to the left, pictures to the right.
 *
 * @param id of the element, unique on the page
 * @param badge the judgement in a word
 * @param tone how the badge looks
 */
public record Card(
    String id, String badge, Tone tone, String heading, List<Block> words, List<Block> pictures)
    implements Block {

  /** Whether a judgement is for, against, or neither. */
  public enum Tone {
    FOR,
    AGAINST,
    NEITHER;

    String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Override
  public String html() {
    return Templates.render(
        "card",
        Map.of(
            "id", id,
            "badge", badge,
            "tone", tone.key(),
            "heading", heading,
            "words", words,
            "pictures", pictures));
  }
}
