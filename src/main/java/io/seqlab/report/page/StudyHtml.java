package io.seqlab.report.page;

import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.core.Variant;
import io.seqlab.report.figure.LineFigure;
import io.seqlab.report.figure.StudyFigures;
import io.seqlab.report.html.Block;
import io.seqlab.report.html.BlockSelector;
import io.seqlab.report.html.CodeBlock;
import io.seqlab.report.html.DescriptionList;
import io.seqlab.report.html.DescriptionList.Fact;
import io.seqlab.report.html.Details;
import io.seqlab.report.html.FigureElement;
import io.seqlab.report.html.LabeledTexts;
import io.seqlab.report.html.Page;
import io.seqlab.report.html.Paragraph;
import io.seqlab.report.html.Section;
import io.seqlab.report.table.CorpusTable;
import io.seqlab.report.table.DefinitionTable;
import io.seqlab.report.table.DifferenceTable;
import io.seqlab.report.table.MeasureTable;
import io.seqlab.report.table.PublishedTable;
import io.seqlab.report.table.ReportTable;
import io.seqlab.report.table.ResultTable;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.Provenance;
import io.seqlab.result.record.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The page of a study, {@code report.html}. */
public final class StudyHtml {
  public static final String BANDS =
      "Lines show the mean over seeds; bands show ± one standard deviation. Figures with more than"
          + " six lines omit the bands.";

  private final StudyRecords records;
  private final List<LineFigure> curves;
  private final VerdictCards verdicts;

  private StudyHtml(StudyRecords records) {
    this.records = records;
    this.curves = StudyFigures.curves(records.results(), records.measures());
    this.verdicts = new VerdictCards(records, curves);
  }

  /** The page, without empty sections. */
  public static Page of(StudyRecords records) {
    return new StudyHtml(records).page();
  }

  private Page page() {
    Predicate<LineFigure> learning = figure -> figure.isOver(Measure.STEP);
    Predicate<LineFigure> cost = figure -> figure.scales().logX();
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("handin", "Hand-in sheet", HandinSheet.blocks(records)));
    sections.add(new Section("verdicts", "Verdicts", verdicts.blocks()));
    sections.add(results());
    sections.add(new Section("search", "Search", SearchBlocks.of(records)));
    sections.add(differences());
    sections.add(published());
    sections.add(data());
    sections.add(figures("learning", "Learning curves", learning));
    sections.add(measures(figures("measures", "Measures", learning.or(cost).negate())));
    sections.add(figures("cost", "Cost", cost));
    sections.add(attention());
    sections.add(samples());
    sections.add(provenance());
    return new Page(
        records.provenance().study(),
        (records.provenance().question() + " " + TaskSentence.of(records.study())).strip(),
        sections.stream().filter(section -> !section.blocks().isEmpty()).toList());
  }

  private Section results() {
    String caption = "One row per model, means over seeds";
    List<Block> blocks =
        new ArrayList<>(List.of(new Paragraph(ProtocolSentence.of(records.study()))));
    blocks.addAll(
        TableBlocks.of(
            caption,
            ResultTable.of(
                records.study(), records.results(), records.measures(), records.corpus())));
    return new Section("results", "Results", blocks);
  }

  private Section differences() {
    String absence = DifferenceTable.absence(records);
    List<Block> blocks = new ArrayList<>();
    if (!records.differences().isEmpty()) {
      ReportTable table = DifferenceTable.of(records.differences(), records.sharedExamples());
      blocks.addAll(TableBlocks.of("Compared with the first model", table));
    } else if (!absence.isEmpty()) {
      blocks.add(new Paragraph(absence));
    }
    return new Section("differences", "Differences", blocks);
  }

  private Section published() {
    ReportTable table =
        PublishedTable.of(records.study().published(), records.results(), records.values());
    return new Section(
        "published", PublishedTable.TITLE, TableBlocks.of(PublishedTable.TITLE, table));
  }

  private Section data() {
    return new Section(
        "data",
        CorpusTable.TITLE,
        TableBlocks.of("The text by split", CorpusTable.of(records.corpus())));
  }

  private Section figures(String id, String heading, Predicate<LineFigure> which) {
    List<LineFigure> all = curves.stream().filter(which).toList();
    List<LineFigure> here = all.stream().filter(f -> !verdicts.shown().contains(f)).toList();
    List<Block> blocks = new ArrayList<>();
    if (!here.isEmpty()) {
      blocks.add(new Paragraph(BANDS));
      blocks.add(new BlockSelector("Figure", here.stream().map(FigureBlocks::of).toList()));
    }
    List<String> above =
        all.stream().filter(figure -> !here.contains(figure)).map(LineFigure::title).toList();
    if (!above.isEmpty()) {
      blocks.add(new Paragraph("Shown with a verdict above: " + String.join("; ", above) + "."));
    }
    return new Section(id, heading, blocks);
  }

  /** A table of the measures without a dimension, figures of the others, and their definitions. */
  private Section measures(Section figures) {
    ReportTable table = MeasureTable.of(records.results(), records.measures());
    List<Block> blocks = new ArrayList<>(TableBlocks.of("Means over seeds", table));
    blocks.addAll(figures.blocks());
    blocks.addAll(
        TableBlocks.of(
            "Definitions", DefinitionTable.ofOthers(records.study(), records.measures())));
    return new Section(figures.id(), figures.heading(), blocks);
  }

  private Section attention() {
    List<Block> blocks = new ArrayList<>();
    if (!records.study().task().isGenerated() && records.study().report().attention() > 0) {
      blocks.add(
          new Paragraph(
              "Heatmaps show text of the corpus, which may be protected by copyright: they are in "
                  + CorpusTextPages.EXAMPLES
                  + "."));
    }
    List<FigureElement> attentionFigures =
        StudyFigures.sideBySide(records.attention()).stream()
            .map(figure -> FigureBlocks.of(figure, records.attention()))
            .toList();
    if (!attentionFigures.isEmpty()) {
      blocks.add(
          new Paragraph(
              "Source tokens along the top, output tokens down the side; the stronger the colour, the"
                  + " larger the attention weight. The weights of a row sum to one."
                  + ExamplesOfSeed.note(records.study(), records.attention().get(0).run())));
      blocks.add(new BlockSelector("Example", attentionFigures));
    }
    return new Section("attention", "Attention", blocks);
  }

  private Section samples() {
    List<Block> blocks = new ArrayList<>();
    if (!records.study().task().isGenerated()) {
      blocks.add(
          new Paragraph(
              "No examples are shown, because this page can be shared and the text of a corpus may be"
                  + " protected by copyright. All outputs are in predictions.tsv of each run."));
    } else if (records.samples().isEmpty()) {
      blocks.add(
          new Paragraph(
              "No examples are available: the outputs of the models are equal, or were missing when"
                  + " the results were collected."));
    } else {
      blocks.add(
          new Paragraph(
              "The first test examples for which the outputs of the models, each with its first seed,"
                  + " differ."
                  + ExamplesOfSeed.note(
                      records.study(), records.samples().get(0).answers().get(0).run())));
      List<LabeledTexts> excerpts = records.samples().stream().map(StudyHtml::excerpt).toList();
      blocks.add(new BlockSelector("Example", excerpts));
    }
    return new Section("examples", "Examples with different outputs", blocks);
  }

  private static LabeledTexts excerpt(Sample sample) {
    List<LabeledTexts.Line> lines = new ArrayList<>();
    lines.add(new LabeledTexts.Line("source", sample.source(), ""));
    lines.add(new LabeledTexts.Line("reference", sample.reference(), ""));
    for (Sample.Answer answer : sample.answers()) {
      String mark = answer.text().equals(sample.reference()) ? "correct" : "incorrect";
      lines.add(new LabeledTexts.Line(Variant.of(answer.run()).label(), answer.text(), mark));
    }
    return new LabeledTexts("Test example " + sample.number(), lines);
  }

  private Section provenance() {
    Provenance provenance = records.provenance();
    Environment environment = provenance.environment();
    List<Fact> facts = new ArrayList<>();
    String changes = environment.dirty() ? ", with uncommitted changes" : "";
    facts.add(new Fact("Commit", environment.commit() + changes));
    String registered = RegistrationText.provenance(records.verdicts());
    if (!registered.isEmpty()) {
      facts.add(new Fact("Claims", registered));
    }
    environment.libraries().forEach((name, version) -> facts.add(new Fact(name, version)));
    facts.add(new Fact("Java", environment.java()));
    facts.add(new Fact("System", environment.os()));
    facts.add(new Fact("Processor", environment.cpu()));
    facts.add(new Fact("Threads", String.valueOf(environment.threads())));
    return new Section(
        "provenance",
        "Provenance",
        List.of(
            new Paragraph("To reproduce these results, check out the commit below and run:"),
            new CodeBlock(provenance.command()),
            new DescriptionList("Environment", facts),
            new Details(
                "Resolved configuration, with all defaults",
                List.of(new CodeBlock(records.yaml())))));
  }
}
