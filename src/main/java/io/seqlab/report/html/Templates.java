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

/** Renders the Mustache templates of this package; text values are escaped. */
final class Templates {
  private static final Map<String, Template> COMPILED = new ConcurrentHashMap<>();

  private Templates() {}

  /** Renders the template {@code <name>.html.mustache}. */
  static String render(String name, Map<String, ?> values) {
    return COMPILED.computeIfAbsent(name, Templates::compile).execute(values);
  }

  private static Template compile(String name) {
    return Mustache.compiler()
        .withEscaper(text -> Escapers.HTML.escape(printable(text)))
        .emptyStringIsFalse(true)
        .compile(resource(name + ".html.mustache"));
  }

  /** Replaces characters that are invalid in HTML, such as an unpaired surrogate. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cs}&&[^\\t\\n\\r]]", "\uFFFD");
  }

  /** The text of a resource of this package. */
  static String resource(String name) {
    try (InputStream in = Templates.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
