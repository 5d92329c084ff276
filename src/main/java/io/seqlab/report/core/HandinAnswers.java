package io.seqlab.report.core;

import io.seqlab.storage.Sha256;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
 * @param answers by question; without blank ones
 * @param replaceable whether the sheet is missing, or only name and answers were edited
 */
public record HandinAnswers(String name, Map<String, String> answers, boolean replaceable) {
  private static final String NAME = "Name:";
  private static final String BEGIN =
      "<!-- Write your answer between this line and the next comment; seqlab report keeps it. -->";
  private static final String END = "<!-- End of the answer. -->";
  private static final String SPACE = "\n" + "<br>\n".repeat(6) + "\n";
  private static final String MARK =
      "<!-- Written by seqlab; SHA-256 of the text above without name and answers: %s -->";

  private static final Pattern NAME_LINE = Pattern.compile("(?m)^" + NAME + "(.*)$");
  private static final Pattern ANSWER =
      Pattern.compile(
          "(?<question>[^\n]+)\n\n%s\n(?<answer>(?s:.*?))%s\n"
              .formatted(Pattern.quote(BEGIN), Pattern.quote(END)));
  private static final Pattern MARKED =
      Pattern.compile("(?s)(?<sheet>.*\n)" + MARK.formatted("(?<digest>\\w+)") + "\n*");

  /** Of a sheet that nobody has written into. */
  public static HandinAnswers none() {
    return new HandinAnswers("", Map.of(), true);
  }

  /** From a sheet; those of {@link #none} if there is no file. */
  public static HandinAnswers read(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return none();
    } else if (!Files.isRegularFile(file)) {
      return none().kept();
    }
    try {
      return parse(Files.readString(file));
    } catch (CharacterCodingException e) { // not UTF-8
      return none().kept();
    }
  }

  /** Line ends and byte-order mark are those of the student's editor. */
  private static HandinAnswers parse(String file) {
    String text = file.replace("\uFEFF", "").replace("\r\n", "\n");
    Matcher marked = MARKED.matcher(text);
    boolean whole = marked.matches();
    String sheet = whole ? marked.group("sheet") : text;
    Matcher name = NAME_LINE.matcher(sheet);
    HandinAnswers found =
        new HandinAnswers(name.find() ? name.group(1).strip() : "", answers(sheet), true);
    return whole && digest(sheet).equals(marked.group("digest")) ? found : found.kept();
  }

  private static Map<String, String> answers(String sheet) {
    Map<String, String> all = new LinkedHashMap<>();
    Matcher part = ANSWER.matcher(sheet);
    while (part.find()) {
      String answer = part.group("answer").replaceAll("(?m)^<br>$", "").strip();
      if (!answer.isEmpty()) {
        all.put(part.group("question"), answer);
      }
    }
    return all;
  }

  /** The same of a sheet that is not to be replaced. */
  private HandinAnswers kept() {
    return new HandinAnswers(name, answers, false);
  }

  /** The answer to a question as it stands in the sheet; empty if there is none. */
  public String to(String question) {
    return answers.getOrDefault(question, "");
  }

  /** A question that was answered and is none of these. */
  public Optional<String> questionOtherThan(Collection<String> questions) {
    return answers.keySet().stream().filter(each -> !questions.contains(each)).findFirst();
  }

  /** The line for the name. */
  public String nameLine() {
    return (NAME + " " + name).strip();
  }

  /** The place of an answer below its question; space for one if it is empty. */
  public static String place(String answer) {
    return BEGIN + "\n" + (answer.isEmpty() ? SPACE : "\n" + answer + "\n\n") + END + "\n";
  }

  /** A sheet with its last line. */
  public static String withMark(String sheet) {
    String lines = sheet + "\n";
    return lines + MARK.formatted(digest(lines)) + "\n";
  }

  private static String digest(String sheet) {
    String unnamed = NAME_LINE.matcher(sheet).replaceFirst(NAME);
    String blank = ANSWER.matcher(unnamed).replaceAll("${question}\n");
    return Sha256.of(blank.getBytes(StandardCharsets.UTF_8));
  }
}
