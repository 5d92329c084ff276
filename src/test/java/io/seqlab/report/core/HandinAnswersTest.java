package io.seqlab.report.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandinAnswersTest {
  private static final String FIRST = "Why \\*gates\\*?";
  private static final String SECOND = "How $1 \\\\ many?";

  @TempDir Path folder;

  private static String sheet(HandinAnswers answers) {
    return HandinAnswers.withDigest(
        "# study\n\nName: is a word of this exercise. \n\n%s\n\n## 1. Question\n\n%s\n\n%s\n## 2. Results\n\n| a |\n\n## 3. Question\n\n%s\n\n%s"
            .formatted(
                answers.nameLine(),
                FIRST,
                HandinAnswers.answerSection(answers.answerTo(FIRST)),
                SECOND,
                HandinAnswers.answerSection(answers.answerTo(SECOND))));
  }

  private HandinAnswers read(String sheet) throws IOException {
    return HandinAnswers.read(Files.writeString(folder.resolve("handin.md"), sheet));
  }

  private static HandinAnswers answered(String name, String first, String second) {
    return new HandinAnswers(name, Map.of(FIRST, first, SECOND, second), Optional.empty());
  }

  @Test
  void anUntouchedSheetHasNone() throws IOException {
    assertThat(read(sheet(HandinAnswers.none()))).isEqualTo(HandinAnswers.none());
    assertThat(HandinAnswers.read(folder.resolve("missing.md"))).isEqualTo(HandinAnswers.none());
  }

  @Test
  void eachAnswerBelongsToItsQuestion() throws IOException {
    String blank = sheet(HandinAnswers.none());
    int second = blank.indexOf("## 3.");
    String written =
        blank
                .substring(0, second)
                .replace("\n\nName:\n", "\n\nName:  Ada \n")
                .replaceFirst("<br>", "one")
            + blank.substring(second).replaceFirst("(?s)<br>.*<br>", "two");
    assertThat(read(written)).isEqualTo(answered("Ada", "one", "two"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "    x = 1\n    y = 2",
        "\u3000first",
        "a\n<br>\n\nb",
        "Name: mine",
        "## 2. Results\n\n| b |",
        "$1 and \\2",
        "<!-- a comment -->\n<!-- Written by seqlab; SHA-256 of the text above: 0 -->",
        "\uFEFFx"
      })
  void textOfAnAnswerIsKept(String answer) throws IOException {
    HandinAnswers expected = answered("Ada Bell", answer, "two");
    assertThat(read(sheet(expected))).isEqualTo(expected);
    String windows = "\uFEFF" + sheet(expected).replace("\n", "\r\n");
    assertThat(read(windows)).isEqualTo(expected);
  }

  @Property(tries = 300)
  void anyAnswerSurvivesRenewals(
      @ForAll @StringLength(max = 60) @Chars({'\n', ' ', '<', 'b', 'r', '>', '#', '-', '!', '$'})
          String text)
      throws IOException {
    Path file = Files.createTempFile("handin", ".md");
    try {
      Files.writeString(file, sheet(answered("", text, "two")));
      HandinAnswers once = HandinAnswers.read(file);
      Assume.that(once.obstacle().isEmpty());
      assertThat(text).contains(once.answerTo(FIRST));
      assertThat(text.replace(once.answerTo(FIRST), "").replaceAll("<br>|\\s", "")).isEmpty();
      Files.writeString(file, sheet(once));
      assertThat(HandinAnswers.read(file)).isEqualTo(once);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void whiteSpaceAtTheEndsOfLinesMayGo() throws IOException {
    String trimmed = sheet(answered("Ada", "one", "two")).replaceAll("(?m) +$", "").stripTrailing();
    assertThat(read(trimmed)).isEqualTo(answered("Ada", "one", "two"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"## 2. Results", "## 3. Question", "<!-- End", "# study", "SHA-256"})
  void aSheetEditedElsewhereHasNoAnswers(String place) throws IOException {
    HandinAnswers edited =
        read(sheet(answered("Ada", "one", "two")).replaceFirst(place, "x" + place));
    assertThat(edited.obstacle()).contains("was edited elsewhere than at name and answers");
    assertThat(edited.name()).isEmpty();
    assertThat(edited.answers()).isEmpty();
  }

  @Test
  void whatIsNoTextOrNoFileIsKept() throws IOException {
    Path file = folder.resolve("handin.md");
    Files.write(
        file, sheet(answered("Zo\u00eb", "one", "two")).getBytes(StandardCharsets.ISO_8859_1));
    assertThat(HandinAnswers.read(file).obstacle()).contains("is not UTF-8");
    Path link = Files.createSymbolicLink(folder.resolve("link.md"), file);
    assertThat(HandinAnswers.read(link).obstacle()).contains("is not a regular file");
    assertThat(HandinAnswers.read(folder).obstacle()).contains("is not a regular file");
  }

  @Test
  void longLinesTakeNoTime() {
    String line = "x".repeat(2_000_000);
    String sheet = sheet(answered("Ada", line, "two"));
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          assertThat(read(sheet).answerTo(FIRST)).isEqualTo(line);
          assertThat(read(sheet + line).obstacle()).isPresent();
        });
  }

  @Test
  void answersToQuestionsThatAreGoneAreNamed() {
    HandinAnswers answers = answered("", "one", "two");
    assertThat(answers.questionBeside(List.of(FIRST))).contains(SECOND);
    assertThat(answers.questionBeside(List.of(SECOND + " ", FIRST))).isEmpty();
  }
}
