package io.seqlab.campaign;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Ways to malform the text of a study. */
enum StudyMutation {
  TRUNCATED(true, (bytes, random) -> Arrays.copyOf(bytes, random.nextInt(bytes.length))),
  BAD_UTF8(true, (bytes, random) -> insert(bytes, random, 0xc3, 0x28)),
  NUL(true, (bytes, random) -> insert(bytes, random, 0)),
  BYTE_ORDER_MARK(true, (bytes, random) -> insert(bytes, random, 0xef, 0xbb, 0xbf)),
  ESCAPE(true, (bytes, random) -> insert(bytes, random, 0x1b, '[', '2', 'J')),
  RANDOM_CHARACTERS(
      (text, random) -> at(text, random, pick(random, "{", "}", "[", "*", "&", "%", "'", "!x"))),
  LINE_DELETED((text, random) -> lines(text, random, (all, i) -> all.remove(i))),
  LINE_TWICE((text, random) -> lines(text, random, (all, i) -> all.add(i, all.get(i)))),
  LINES_SWAPPED((text, random) -> lines(text, random, (all, i) -> Collections.swap(all, i, 0))),
  INDENTED((text, random) -> lines(text, random, (all, i) -> all.set(i, " " + all.get(i)))),
  TAB((text, random) -> lines(text, random, (all, i) -> all.set(i, "\t" + all.get(i)))),
  KEY_RENAMED((text, random) -> replace(text, random, "[a-z_]+(?=:)", "$0x")),
  KEY_DELETED((text, random) -> replace(text, random, "[a-z_]+: *[^,{}\\[\\]\\n]+,", "")),
  BRACKET_LOST((text, random) -> replace(text, random, "[\\[\\]{}]", "")),
  EXTREME_NUMBER(
      (text, random) ->
          replace(
              text,
              random,
              "(?<=[ \\[])\\d+\\b",
              pick(
                  random,
                  "-1",
                  "0",
                  "1e400",
                  "2147483648",
                  "9223372036854775808",
                  "1000000000",
                  "2000000000",
                  ".nan",
                  "-.inf",
                  "1e-320",
                  "0x7fffffff",
                  "99999999999999999999"))),
  WRONG_TYPE(
      (text, random) ->
          replace(
              text,
              random,
              "(?<=: )[A-Za-z0-9.-]+",
              pick(
                  random,
                  "[1]",
                  "{a: 1}",
                  "\"x\"",
                  "null",
                  "true",
                  "~",
                  "''",
                  "[[]]",
                  "2026-01-01"))),
  UNKNOWN_CHOICE(
      (text, random) -> replace(text, random, "(?<=type: |cell: |norm: )[a-z_]+", "$0s")),
  HOSTILE_NAME(
      (text, random) ->
          replace(
              text,
              random,
              "(?<=study: )\\S+|(?<=\\n  )[a-z]+(?=: +\\{)",
              pick(
                  random,
                  "../../x",
                  "CON",
                  "a.",
                  "-x",
                  "\"\"",
                  "\"a/b\"",
                  "\"\\\\0\"",
                  "ü",
                  "LPT1",
                  "x".repeat(300),
                  "\"a\\\\nb\"",
                  ".",
                  "..",
                  "RNN",
                  "nul.txt"))),
  DEEP((text, random) -> replace(text, random, "(?<=: )[a-z0-9]+", "[".repeat(20_000))),
  LONG_VALUE((text, random) -> replace(text, random, "(?<=: )[a-z0-9]+", "x".repeat(1_000_000))),
  ALIAS_BOMB(
      (text, random) -> {
        StringBuilder bomb = new StringBuilder(text + "\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
          bomb.append(
              "a%d: &a%d [%s]%n"
                  .formatted(i, i, String.join(", ", Collections.nCopies(9, "*a" + (i - 1)))));
        }
        return bomb.toString();
      }),
  RECURSIVE((text, random) -> replace(text, random, "(?<=: )[a-z0-9]+", "&a [*a]")),
  TAG((text, random) -> replace(text, random, "(?<=: )[a-z0-9]+", "!!python/object:os.system [x]")),
  SECOND_DOCUMENT((text, random) -> lines(text, random, (all, i) -> all.add(i, "---"))),
  MERGE_KEY((text, random) -> lines(text, random, (all, i) -> all.add(i, "<<: *nothing")));

  @FunctionalInterface
  private interface OfText {
    String apply(String text, Random random);
  }

  @FunctionalInterface
  private interface OfBytes {
    byte[] apply(byte[] bytes, Random random);
  }

  @FunctionalInterface
  private interface OfLines {
    void apply(List<String> lines, int index);
  }

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final OfBytes mutation;

  StudyMutation(OfText mutation) {
    this.mutation =
        (bytes, random) ->
            mutation
                .apply(new String(bytes, StandardCharsets.UTF_8), random)
                .getBytes(StandardCharsets.UTF_8);
  }

  /** The first argument only tells the two constructors apart, as lambdas cannot. */
  @SuppressWarnings("UnusedVariable")
  StudyMutation(boolean ofBytes, OfBytes mutation) {
    this.mutation = mutation;
  }

  byte[] apply(byte[] study, Random random) {
    return mutation.apply(study, random);
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static byte[] insert(byte[] bytes, Random random, int... inserted) {
    int place = random.nextInt(bytes.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, place);
    for (int each : inserted) {
      out.write(each);
    }
    out.write(bytes, place, bytes.length - place);
    return out.toByteArray();
  }

  private static String at(String text, Random random, String inserted) {
    int place = random.nextInt(text.length());
    return text.substring(0, place) + inserted + text.substring(place);
  }

  private static String lines(String text, Random random, OfLines change) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    change.apply(lines, random.nextInt(lines.size()));
    return String.join("\n", lines) + "\n";
  }

  /** Replaces one of the matches, chosen at random. */
  private static String replace(String text, Random random, String regex, String replacement) {
    List<MatchResult> found = Pattern.compile(regex).matcher(text).results().toList();
    if (found.isEmpty()) {
      return text + "\nmore: 1\n";
    }
    MatchResult match = found.get(random.nextInt(found.size()));
    return text.substring(0, match.start())
        + replacement.replace("$0", match.group())
        + text.substring(match.end());
  }
}
