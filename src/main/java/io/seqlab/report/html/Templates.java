package io.seqlab.report.html;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The templates beside these classes. What they put in as text is escaped. */
final class Templates {
  private static final Map<String, Template> COMPILED = new ConcurrentHashMap<>();

  private Templates() {}

  /** The template {@code <name>.html.mustache} with these words in its places. */
  static String render(String name, Map<String, ?> words) {
    return COMPILED.computeIfAbsent(name, Templates::compile).execute(words);
  }

  private static Template compile(String name) {
    return Mustache.compiler()
        .withEscaper(text -> Escapers.HTML.escape(printable(text)))
        .emptyStringIsFalse(true)
        .compile(resource(name + ".html.mustache"));
  }

  /**
   * What cannot stand in a page, such as half a surrogate pair, becomes a replacement character.
   */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cs}&&[^\\t\\n\\r]]", "\uFFFD");
  }

  /** The text of a file beside these classes. */
  static String resource(String name) {
    try (InputStream in = Templates.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
