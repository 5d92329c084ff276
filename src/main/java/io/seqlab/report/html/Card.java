package io.seqlab.report.html;

import java.util.List;
import java.util.Map;

/**
 * A verdict with its evidence: text, then figures side by side.
 *
 * @param id id of the element, unique on the page
 * @param badge the verdict in one word
 * @param tone style of the badge
 */
public record Card(
    String id, String badge, Tone tone, String heading, List<Block> text, List<Block> figures)
    implements Block {

  /** Whether a verdict is for, against, or neither. */
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
            "text", text,
            "figures", figures));
  }
}
