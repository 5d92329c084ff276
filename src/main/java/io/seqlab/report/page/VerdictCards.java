package io.seqlab.report.page;

import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.figure.ForestPlot;
import io.seqlab.report.figure.LineFigure;
import io.seqlab.report.html.Block;
import io.seqlab.report.html.Card;
import io.seqlab.report.html.DescriptionList;
import io.seqlab.report.html.Details;
import io.seqlab.report.html.Paragraph;
import io.seqlab.report.table.DefinitionTable;
import io.seqlab.report.table.ReportTable;
import io.seqlab.report.table.ReportTable.Cell;
import io.seqlab.report.table.VerdictTables;
import io.seqlab.result.verdict.Ruling;
import io.seqlab.result.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A card per verdict: where the claim comes from, a forest plot and tables of its tests and
 * controls, and the figures of the tested measures.
 */
record VerdictCards(StudyRecords records, List<LineFigure> figures) {
  List<Block> blocks() {
    List<Verdict> verdicts = records.verdicts();
    Map<LineFigure, Verdict> owners = owners();
    List<Block> blocks = new ArrayList<>();
    if (!verdicts.isEmpty()) {
      blocks.addAll(
          TableBlocks.of("Verdicts at a glance", VerdictSummary.of(verdicts, ClaimRow::anchor)));
      List<Block> rules = new ArrayList<>();
      VerdictRules.of(records).forEach(rule -> rules.add(new Paragraph(rule)));
      blocks.add(new Details("How the verdicts are reached", rules));
      blocks.addAll(TableBlocks.of("What is measured", DefinitionTable.ofClaims(records.study())));
    }
    String missing = RegistrationText.missingOf(verdicts, records.registrations());
    if (!missing.isEmpty()) {
      blocks.add(new Paragraph(missing));
    }
    verdicts.forEach(verdict -> blocks.add(card(verdict, owners)));
    return blocks;
  }

  /** The figures shown in a card. */
  Set<LineFigure> shown() {
    return owners().keySet();
  }

  /** Assigns each figure to the first verdict that tests its measure, so that it is shown once. */
  private Map<LineFigure, Verdict> owners() {
    Map<LineFigure, Verdict> owners = new HashMap<>();
    for (Verdict verdict : records.verdicts()) {
      matching(verdict).forEach(figure -> owners.putIfAbsent(figure, verdict));
    }
    return owners;
  }

  private Card card(Verdict verdict, Map<LineFigure, Verdict> owners) {
    List<Block> figureBlocks = new ArrayList<>();
    for (LineFigure figure : matching(verdict)) {
      Verdict owner = owners.get(figure);
      figureBlocks.add(
          owner.equals(verdict)
              ? FigureBlocks.of(figure)
              : new Paragraph("%s: see %s above.".formatted(figure.title(), owner.claim())));
    }
    return new Card(
        ClaimRow.anchor(verdict),
        verdict.ruling().key(),
        tone(verdict.ruling()),
        verdict.claim() + ": " + verdict.sentence(),
        text(verdict),
        figureBlocks);
  }

  private List<Block> text(Verdict verdict) {
    List<Block> blocks = new ArrayList<>();
    String setting = ClaimSetting.of(records, verdict);
    blocks.add(new DescriptionList("", VerdictText.facts(verdict, setting)));
    ReportTable tests =
        VerdictTables.tests(
            verdict,
            part ->
                VerdictFigures.of(part, figures)
                    .map(figure -> Cell.link(figure.title(), FigureBlocks.id(figure)))
                    .orElse(Cell.of("")));
    blocks.add(FigureBlocks.of(new ForestPlot(verdict)));
    blocks.addAll(TableBlocks.of("Tests of " + verdict.claim(), tests));
    blocks.addAll(
        TableBlocks.of("Controls of " + verdict.claim(), VerdictTables.controls(verdict)));
    blocks.addAll(
        TableBlocks.of(
            "Tests of " + verdict.claim() + " elsewhere", VerdictTables.elsewhere(verdict)));
    blocks.addAll(
        TableBlocks.of(
            "Statistics of the tests of " + verdict.claim(), VerdictTables.statistics(verdict)));
    return blocks;
  }

  private static Card.Tone tone(Ruling ruling) {
    return switch (ruling) {
      case SUPPORTED -> Card.Tone.FOR;
      case REFUTED -> Card.Tone.AGAINST;
      case MIXED, INVALID, INCONCLUSIVE -> Card.Tone.NEITHER;
    };
  }

  private List<LineFigure> matching(Verdict verdict) {
    return verdict.parts().stream()
        .map(part -> VerdictFigures.of(part, figures))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }
}
