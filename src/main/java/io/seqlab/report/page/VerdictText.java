package io.seqlab.report.page;

import io.seqlab.report.html.DescriptionList.Fact;
import io.seqlab.report.table.VerdictTables;
import io.seqlab.result.registration.RegisteredClaim;
import io.seqlab.result.verdict.PartVerdict;
import io.seqlab.result.verdict.Ruling;
import io.seqlab.result.verdict.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Verdicts as text. */
public final class VerdictText {
  private VerdictText() {}

  /** For the terminal: one line per claim, followed by one line per test. */
  public static String text(List<Verdict> verdicts, List<RegisteredClaim> registered) {
    String missing = RegistrationText.missingOf(verdicts, registered);
    return verdicts.stream().map(VerdictText::text).collect(Collectors.joining())
        + (missing.isEmpty() ? "" : missing + "\n");
  }

  static String text(Verdict verdict) {
    StringBuilder text = new StringBuilder();
    String sentence = verdict.sentence();
    text.append("%s %s: %s".formatted(verdict.claim(), verdict.ruling().key(), oneLine(sentence)));
    text.append('\n');
    String changes = RegistrationText.changes(verdict);
    text.append(changes.isEmpty() ? "" : "  %s\n".formatted(oneLine(changes)));
    for (PartVerdict part : verdict.parts()) {
      text.append("  %s: %s\n".formatted(part.ruling().key(), oneLine(line(part))));
    }
    return text.toString();
  }

  /**
   * Replaces line breaks and control characters, which could inject terminal escapes, by spaces.
   */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
  }

  /** A test, its estimate and bound in one line, with the reason or the breaking point. */
  static String line(PartVerdict part) {
    String note = part.reason().isEmpty() ? part.breakingPoint() : part.reason();
    return "%s: %s, claimed %s%s"
        .formatted(
            part.test(),
            VerdictTables.numbers(part),
            part.bound(),
            note.isEmpty() ? "" : " (" + note + ")");
  }

  /** What a page says about a claim besides its sentence and numbers, in order. */
  static List<Fact> facts(Verdict verdict, String setting) {
    Verdict.Context context = verdict.context();
    String quote =
        context.quote().isEmpty() ? "" : "“%s” (%s)".formatted(context.quote(), context.source());
    return Stream.of(
            new Fact("Registration", RegistrationText.changes(verdict)),
            new Fact("Quote", quote),
            new Fact("How it is tested", context.interpretation()),
            new Fact("Scope", context.scope()),
            new Fact("Setting", setting),
            new Fact("What would change it", change(verdict)))
        .filter(fact -> !fact.value().isBlank())
        .toList();
  }

  /** The deciding tests with their reasons and breaking points. */
  private static String change(Verdict verdict) {
    String tests =
        verdict.deciding().stream()
            .map(part -> change(verdict, part))
            .collect(Collectors.joining("; "));
    return verdict.ruling() == Ruling.MIXED
        ? tests + "; mixed as long as one test is supported and one refuted"
        : tests;
  }

  private static String change(Verdict verdict, PartVerdict part) {
    String text =
        Stream.of(part.reason(), part.breakingPoint())
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining("; "));
    boolean single = verdict.parts().size() == 1 || text.isEmpty();
    int number = verdict.parts().indexOf(part) + 1;
    String role = verdict.ruling() == Ruling.MIXED ? "" : " decides";
    return single ? text : "test %d%s: %s".formatted(number, role, text);
  }

  /**
   * The result of a deciding test: {@code 5 [2.52, 7.48] at 90 %, 8 seeds}, behind its ruling if
   * the claim is mixed.
   */
  static String numbers(Verdict verdict, PartVerdict part) {
    String ruling = verdict.ruling() == Ruling.MIXED ? part.ruling().key() + ": " : "";
    if (Double.isNaN(part.estimate().value())) {
      return ruling + "no estimate";
    }
    String numbers = ruling + VerdictTables.numbers(part);
    return part.counted()
        ? numbers
        : "%s at %s, %d seeds"
            .formatted(numbers, VerdictTables.confidence(verdict), part.estimate().seeds());
  }

  /** A deciding test, with the reason if it is inconclusive or invalid. */
  static String test(PartVerdict part) {
    return part.reason().isEmpty() ? part.test() : part.test() + "; " + part.reason();
  }
}
