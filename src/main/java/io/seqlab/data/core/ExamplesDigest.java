package io.seqlab.data.core;

import io.seqlab.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * SHA-256 of examples: of their tokens and alignments, in order. Text files that contain the same
 * examples, such as a file and its compressed form, have the same digest.
 *
 * <p>An example is the number of source tokens, each source token as {@code length:text}, the same
 * of the target, and the number of alignment links, each as {@code source-target}; then, if there
 * are other references, {@code +} and the tokens of each. Digests are kept in run folders: do not
 * change the form.
 */
public final class ExamplesDigest {
  private final MessageDigest digest = Sha256.start();
  private final StringBuilder text = new StringBuilder();

  /** The digest as 64 hexadecimal digits. */
  public static String of(List<Example> examples) {
    if (examples instanceof ExampleStream stream) {
      return stream.summary().digest();
    }
    ExamplesDigest digest = new ExamplesDigest();
    examples.forEach(digest::add);
    return digest.hex();
  }

  /** Adds the next example. */
  public void add(Example example) {
    text.setLength(0);
    append(text, example.source());
    append(text, example.target());
    text.append(example.alignment().size()).append(' ');
    for (AlignmentLink link : example.alignment()) {
      text.append(link.source()).append('-').append(link.target()).append(' ');
    }
    for (List<String> reference : example.otherReferences()) {
      append(text.append('+'), reference);
    }
    digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of all examples so far, after which it starts again. */
  public String hex() {
    return Sha256.hex(digest);
  }

  private static void append(StringBuilder text, List<String> tokens) {
    text.append(tokens.size()).append(' ');
    for (String token : tokens) {
      text.append(token.length()).append(':').append(token);
    }
  }
}
