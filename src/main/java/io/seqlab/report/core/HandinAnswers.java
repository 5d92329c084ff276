package io.seqlab.report.core;

import io.seqlab.storage.Sha256;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a student wrote into a hand-in sheet: a name, and an answer between two comments below each
 * question. A new sheet takes them over. The last line of a sheet is a comment with the SHA-256 of
 * all but name and answers, so that a sheet that was edited elsewhere is not replaced.
 *
 * @param name empty if there is none
 * @param answers by question, in the Markdown of the sheet; without blank ones
 * @param obstacle why the sheet must not be replaced; then there are no name and no answers
 */
public record HandinAnswers(String name, Map<String, String> answers, Optional<String> obstacle) {
  private static final String NAME = "Name:";
  private static final String BEGIN =
      "<!-- Write your answer between this line and the next comment; seqlab report keeps it. -->";
  private static final String END = "<!-- End of the answer. -->";
  private static final String SPACE = "\n" + "<br>\n".repeat(6) + "\n";
  private static final String DIGEST =
      "<!-- Written by seqlab; SHA-256 of the text above without name and answers: %s -->";

  /** The line before the first item. */
  private static final Pattern NAME_LINE =
      Pattern.compile("(?m)^" + NAME + "([^\n]*+)$(?=\n\n## 1\\. )");

  private static final Pattern ANSWER =
      Pattern.compile(
          "(?m)^(?<question>[^\n]++)\n\n%s\n(?<answer>(?s:.*?))^%s\n"
              .formatted(Pattern.quote(BEGIN), Pattern.quote(END)));
  private static final Pattern SHEET =
      Pattern.compile("(?s)(?<text>.*\n)" + DIGEST.formatted("(?<digest>\\w+)") + "\n*");

  /** Lines that are blank or hold a line break, at the beginning or at the end. */
  private static final Pattern BLANK_BEGINNING =
      Pattern.compile("^(?:[ \t]*+(?:<br>[ \t]*+)?\n)++");

  private static final Pattern BLANK_END =
      Pattern.compile("(?:(?:^|\n)[ \t]*+(?:<br>[ \t]*+)?)++$");

  /** Of a sheet that nobody has written into. */
  public static HandinAnswers none() {
    return new HandinAnswers("", Map.of(), Optional.empty());
  }

  private static HandinAnswers unreplaceable(String obstacle) {
    return new HandinAnswers("", Map.of(), Optional.of(obstacle));
  }

  /** From a sheet; those of {@link #none} if there is no file. */
  public static HandinAnswers read(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return none();
    } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return unreplaceable("is not a regular file");
    } else if (!Files.isWritable(file)) {
      return unreplaceable("is read-only");
    }
    try {
      return parse(Files.readString(file));
    } catch (CharacterCodingException e) {
      return unreplaceable("is not UTF-8");
    } catch (AccessDeniedException e) {
      return unreplaceable("cannot be read");
    }
  }

  /** Line ends and byte-order mark may be those of the student's editor. */
  private static HandinAnswers parse(String file) {
    String text = file.startsWith("\uFEFF") ? file.substring(1) : file;
    Matcher sheet = SHEET.matcher(text.replace("\r\n", "\n"));
    if (!sheet.matches() || !digest(sheet.group("text")).equals(sheet.group("digest"))) {
      return unreplaceable("was edited elsewhere than at name and answers");
    }
    Matcher name = NAME_LINE.matcher(sheet.group("text"));
    return new HandinAnswers(
        name.find() ? name.group(1).strip() : "", answers(sheet.group("text")), Optional.empty());
  }

  private static Map<String, String> answers(String sheet) {
    Map<String, String> all = new LinkedHashMap<>();
    Matcher part = ANSWER.matcher(sheet);
    while (part.find()) {
      String begun = BLANK_BEGINNING.matcher(part.group("answer")).replaceFirst("");
      String answer = BLANK_END.matcher(begun).replaceFirst("");
      if (!answer.isBlank()) {
        all.put(part.group("question").strip(), answer);
      }
    }
    return all;
  }

  /** The answer to a question as it stands in the sheet; empty if there is none. */
  public String answerTo(String question) {
    return answers.getOrDefault(question.strip(), "");
  }

  /** A question that was answered and is none of these. */
  public Optional<String> questionBeside(Collection<String> questions) {
    return answers.keySet().stream()
        .filter(each -> questions.stream().map(String::strip).noneMatch(each::equals))
        .findFirst();
  }

  /** The line for the name. */
  public String nameLine() {
    return (NAME + " " + name).strip();
  }

  /** The lines below a question: its answer between comments, or space for one. */
  public static String answerSection(String answer) {
    return BEGIN + "\n" + (answer.isEmpty() ? SPACE : "\n" + answer + "\n\n") + END + "\n";
  }

  /** A sheet with the line that tells whether it was edited elsewhere. */
  public static String withDigest(String sheet) {
    String lines = sheet + "\n";
    return lines + DIGEST.formatted(digest(lines)) + "\n";
  }

  /** Of all but name, answers, and white space at the ends of lines, which editors remove. */
  private static String digest(String sheet) {
    String unnamed = NAME_LINE.matcher(sheet).replaceFirst(NAME);
    String unanswered = ANSWER.matcher(unnamed).replaceAll("${question}\n");
    String trimmed = unanswered.replaceAll("(?m)[ \t]++$", "");
    return Sha256.of(trimmed.getBytes(StandardCharsets.UTF_8));
  }
}
