package io.seqlab.report.page;

import io.seqlab.storage.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown file that a person may edit after SeqLab wrote it. Its last line is a comment with the
 * SHA-256 of the text before it, so that an edited file is not overwritten.
 */
public final class EditedFile {
  private static final String MARK = "<!-- Written by seqlab; SHA-256 of the text above: %s -->\n";
  private static final Pattern MARKED =
      Pattern.compile("(?s)(.*\n)<!-- Written by seqlab; SHA-256 of the text above: (\\w+) -->\n");

  private EditedFile() {}

  /** The text with the comment. */
  static String withMark(String text) {
    String marked = text + "\n";
    return marked + MARK.formatted(digest(marked));
  }

  /** Whether there is a file that is not as SeqLab wrote it. */
  public static boolean isAt(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    Matcher parts = MARKED.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    return !parts.matches()
        || !Sha256.of(parts.group(1).getBytes(StandardCharsets.ISO_8859_1)).equals(parts.group(2));
  }

  private static String digest(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
