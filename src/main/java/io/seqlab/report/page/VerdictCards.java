package io.seqlab.report.page;

import io.seqlab.report.core.SignificantDigits;
import io.seqlab.report.figure.LineFigure;
import io.seqlab.report.html.Block;
import io.seqlab.report.html.Card;
import io.seqlab.report.html.DescriptionList;
import io.seqlab.report.html.DescriptionList.Fact;
import io.seqlab.report.html.Paragraph;
import io.seqlab.result.record.ControlResult;
import io.seqlab.result.record.PartVerdict;
import io.seqlab.result.record.Ruling;
import io.seqlab.result.record.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A card per verdict, with its tests, their numbers, and the figures of the tested measures. */
record VerdictCards(List<Verdict> verdicts, List<LineFigure> figures) {
  List<Block> blocks() {
    Map<LineFigure, Verdict> owners = owners();
    List<Block> cards = new ArrayList<>();
    for (int i = 0; i < verdicts.size(); i++) {
      cards.add(card("claim-" + (i + 1), verdicts.get(i), owners));
    }
    return cards;
  }

  /** The figures shown in a card. */
  Set<LineFigure> shown() {
    return owners().keySet();
  }

  /** Assigns each figure to the first verdict that tests its measure, so that it is shown once. */
  private Map<LineFigure, Verdict> owners() {
    Map<LineFigure, Verdict> owners = new HashMap<>();
    for (Verdict verdict : verdicts) {
      matching(verdict).forEach(figure -> owners.putIfAbsent(figure, verdict));
    }
    return owners;
  }

  private Card card(String id, Verdict verdict, Map<LineFigure, Verdict> owners) {
    List<Block> text = new ArrayList<>();
    verdict.parts().forEach(part -> text.add(facts(part)));
    text.add(new Paragraph("Intervals: %s.".formatted(VerdictText.intervals(verdict))));
    List<Block> figureBlocks = new ArrayList<>();
    for (LineFigure figure : matching(verdict)) {
      Verdict owner = owners.get(figure);
      figureBlocks.add(
          owner.equals(verdict)
              ? FigureBlocks.of(figure)
              : new Paragraph("%s: see %s above.".formatted(figure.title(), owner.claim())));
    }
    return new Card(
        id,
        verdict.ruling().key(),
        tone(verdict.ruling()),
        verdict.claim() + ": " + verdict.sentence(),
        text,
        figureBlocks);
  }

  private static Card.Tone tone(Ruling ruling) {
    return switch (ruling) {
      case SUPPORTED -> Card.Tone.FOR;
      case REFUTED -> Card.Tone.AGAINST;
      case MIXED, INVALID, INCONCLUSIVE -> Card.Tone.NEITHER;
    };
  }

  private static DescriptionList facts(PartVerdict part) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Verdict", part.ruling().key()));
    if (!part.reason().isEmpty()) {
      facts.add(new Fact("Reason", part.reason()));
    }
    facts.add(new Fact("Claimed", part.bound()));
    facts.add(new Fact("Estimate", shown(part.estimate())));
    if (!part.breakingPoint().isEmpty()) {
      facts.add(new Fact("Breaking point", part.breakingPoint()));
    }
    facts.add(new Fact("Method", part.method()));
    facts.add(new Fact("Seeds", VerdictText.seeds(part)));
    if (part.dropped() > 0) {
      facts.add(new Fact("With all seeds", shown(part.allSeeds())));
    }
    part.controls().forEach(control -> facts.add(new Fact("Control", shown(control))));
    if (!Double.isNaN(part.p().support())) {
      facts.add(new Fact("p of support", SignificantDigits.p(part.p().support())));
      facts.add(new Fact("p of refutation", SignificantDigits.p(part.p().refutation())));
    }
    if (!Double.isNaN(part.effect())) {
      facts.add(new Fact("Effect size d_z", SignificantDigits.format(part.effect())));
    }
    return new DescriptionList(part.test(), facts);
  }

  private static String shown(PartVerdict.Estimate estimate) {
    return SignificantDigits.interval(estimate.value(), estimate.low(), estimate.high());
  }

  private static String shown(ControlResult control) {
    return "%s: met by %d of %d seeds (required %s %%), median %s"
        .formatted(
            control.control(),
            control.met(),
            control.seeds(),
            SignificantDigits.format(100 * control.required()),
            SignificantDigits.format(control.median()));
  }

  private List<LineFigure> matching(Verdict verdict) {
    return verdict.parts().stream().flatMap(part -> matching(part).stream()).distinct().toList();
  }

  /** The figure of measure and dimension; for a test without dimension, the measure's first. */
  private List<LineFigure> matching(PartVerdict part) {
    String name = LineFigure.nameOf(part.measure(), part.dimension());
    return figures.stream()
        .filter(f -> part.dimension().isEmpty() ? f.name().startsWith(name) : f.name().equals(name))
        .limit(1)
        .toList();
  }
}
