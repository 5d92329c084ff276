package io.seqlab.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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
  private static final String MARK = "<meta name=\"generator\" content=\"SeqLab\">";
  private static final int HEAD = 200; // bytes; the mark is within

  /** Whether a file is a page that SeqLab wrote, and no link. */
  public static boolean isWrittenAt(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1).contains(MARK);
    }
  }

  /** The page; its content security policy allows only the inline style and script. */
  public String html() {
    String style = Templates.resource("page.css");
    String script = Templates.resource("page.js");
    return Templates.render(
        "page",
        Map.of(
            "mark", MARK,
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
