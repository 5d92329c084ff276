package io.seqlab.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Words as a shell reads them. */
final class ShellQuoting {
  private ShellQuoting() {}

  /** {@code ./seqlab} and the words, in single quotes where a shell would change them. */
  static String join(List<String> words) {
    return words.stream()
        .map(ShellQuoting::quoted)
        .collect(Collectors.joining(" ", "./seqlab ", ""));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
