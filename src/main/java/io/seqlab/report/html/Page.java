package io.seqlab.report.html;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * An HTML page.
 *
 * @param lead sentence below the title; may be empty
 */
public record Page(String title, String lead, List<Section> sections) {

  /** The page; its content security policy allows only the inline style and script. */
  public String html() {
    String style = Templates.resource("page.css");
    String script = Templates.resource("page.js");
    return Templates.render(
        "page",
        Map.of(
            "title", title,
            "lead", lead,
            "sections", sections,
            "style", style,
            "styleHash", hash(style),
            "script", script,
            "scriptHash", hash(script)));
  }

  /** The hash of an inline text in a content security policy: SHA-256 in Base64. */
  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
