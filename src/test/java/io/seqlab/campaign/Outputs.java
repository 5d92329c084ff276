package io.seqlab.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;

/** What every output of SeqLab must satisfy, whatever the fault. */
final class Outputs {
  /** Words of Java, of libraries and of unexpected errors; "Exception" also inside class names. */
  private static final Pattern RAW =
      Pattern.compile(
          "Exception|\\bjava\\.(?!specification)|javax\\.|ai\\.djl|com\\.fasterxml|org\\.yaml|io\\.seqlab\\.|\\n"
              + "\\s+at [a-z]|Caused by:|this is a bug|seqlab: unexpected|:"
              + " null\\b|(?<!/)\\bnull:|StackOverflow");

  private Outputs() {}

  /** It ended, with one of these exit codes, and without words of Java. */
  static void requireClean(SeqlabCommand.Ended ended, Integer... exits) {
    assertThat(ended.hung()).as("hung for %.0f s:%n%s", ended.seconds(), tail(ended)).isFalse();
    assertThat(ended.exit()).as("exit code:%n%s", tail(ended)).isIn(List.of(exits).toArray());
    assertThat(RAW.matcher(ended.text()).results().map(found -> found.group().strip()).toList())
        .as("words of Java:%n%s", tail(ended))
        .isEmpty();
  }

  /** It was refused with a message that contains all these words. */
  static void requireRefusal(SeqlabCommand.Ended ended, List<Integer> exits, String... words) {
    requireClean(ended, exits.toArray(Integer[]::new));
    assertThat(ended.err()).as("message on standard error").containsAnyOf("seqlab:", " failed: ");
    assertThat(ended.text()).as("names what is wrong").contains(words);
  }

  /** The end of the output, for messages. */
  static String tail(SeqlabCommand.Ended ended) {
    String text = ended.text();
    return text.length() < 1500 ? text : "…" + text.substring(text.length() - 1500);
  }
}
