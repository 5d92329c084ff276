package io.seqlab.report.page;

import io.seqlab.config.handin.HandinSpec;
import io.seqlab.report.core.HandinAnswers;
import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.figure.Figure;
import io.seqlab.report.html.AnswerBlock;
import io.seqlab.report.html.Block;
import io.seqlab.report.html.Paragraph;
import io.seqlab.report.html.Subsection;
import io.seqlab.report.table.Markdown;
import io.seqlab.report.table.ReportTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The hand-in sheet of a coursework study: {@code handin.md}, and the first part of the page. */
public final class HandinSheet {
  private HandinSheet() {}

  /** The contents of {@code handin.md}; empty without a sheet. */
  public static Optional<String> markdown(StudyRecords records) {
    return records.study().handin().map(sheet -> markdown(records, sheet));
  }

  /**
   * Why the sheet that is there must not be replaced; empty if it may be.
   *
   * @param answers of that sheet
   */
  public static Optional<String> obstacle(HandinSpec sheet, HandinAnswers answers) {
    List<String> questions = sheet.questions().stream().map(Markdown::escape).toList();
    return answers
        .obstacle()
        .or(
            () ->
                answers
                    .questionBeside(questions)
                    .map("answers a question that the study does not ask (%s)"::formatted));
  }

  private static String markdown(StudyRecords records, HandinSpec sheet) {
    StringBuilder text = new StringBuilder("# " + Markdown.escape(records.study().study()) + "\n");
    paragraph(text, sheet.exercise());
    paragraph(text, records.study().description());
    text.append("\n").append(records.answers().nameLine()).append("\n");
    HandinParts.of(records).forEach(part -> append(text, part));
    return HandinAnswers.withDigest(text.toString());
  }

  static void append(StringBuilder text, HandinPart part) {
    text.append("\n## ").append(Markdown.escape(part.heading())).append('\n');
    part.texts().forEach(each -> paragraph(text, each));
    boolean several = part.tables().size() > 1;
    for (Map.Entry<String, ReportTable> table : part.tables().entrySet()) {
      if (several) {
        text.append("\n### ").append(Markdown.escape(table.getKey())).append('\n');
      }
      text.append('\n').append(StudyReadme.table(table.getValue()));
    }
    for (Figure figure : part.figures()) {
      text.append("\n![%s](figures/%s.svg)\n".formatted(alternative(figure), figure.name()));
    }
    part.answer()
        .ifPresent(answer -> text.append("\n").append(HandinAnswers.answerSection(answer)));
  }

  private static String alternative(Figure figure) {
    return Markdown.escape(figure.title() + ". " + figure.description());
  }

  private static void paragraph(StringBuilder text, String words) {
    if (!words.isEmpty()) {
      text.append('\n').append(Markdown.escape(words)).append('\n');
    }
  }

  /** The blocks of the page; none without a sheet. */
  static List<Block> blocks(StudyRecords records) {
    return records
        .study()
        .handin()
        .map(sheet -> blocks(records, sheet, HandinParts.of(records)))
        .orElse(List.of());
  }

  static List<Block> blocks(StudyRecords records, HandinSpec sheet, List<HandinPart> parts) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Paragraph(sheet.exercise()));
    blocks.add(new Paragraph(records.answers().nameLine()));
    parts.forEach(part -> blocks.add(new Subsection(part.heading(), blocks(part))));
    return blocks;
  }

  private static List<Block> blocks(HandinPart part) {
    List<Block> blocks = new ArrayList<>();
    part.texts().forEach(each -> blocks.add(new Paragraph(each)));
    part.tables().forEach((caption, table) -> blocks.addAll(TableBlocks.of(caption, table)));
    part.figures().forEach(figure -> blocks.add(FigureBlocks.inSheet(figure)));
    part.answer().ifPresent(answer -> blocks.add(new AnswerBlock(answer)));
    return blocks;
  }
}
