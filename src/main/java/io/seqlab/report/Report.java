package io.seqlab.report;

import io.seqlab.report.core.HandinAnswers;
import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.figure.AttentionFigure;
import io.seqlab.report.figure.Figure;
import io.seqlab.report.figure.ForestPlot;
import io.seqlab.report.figure.LineFigure;
import io.seqlab.report.figure.PngCanvas;
import io.seqlab.report.figure.StudyFigures;
import io.seqlab.report.page.CorpusTextPages;
import io.seqlab.report.page.HandinParts;
import io.seqlab.report.page.HandinSheet;
import io.seqlab.report.page.SearchBlocks;
import io.seqlab.report.page.StudyHtml;
import io.seqlab.report.page.StudyReadme;
import io.seqlab.report.table.LatexTable;
import io.seqlab.report.table.ReportTable;
import io.seqlab.report.table.ResultTable;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.result.record.RunAttention;
import io.seqlab.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the tables, figures and pages of an experiment. */
public final class Report {
  private static final String NO_FONTS =
      "Java found no fonts, so figures were written as SVG only. To get PNG files, install"
          + " fontconfig and a font (Debian: apt-get install fontconfig fonts-dejavu-core), then run"
          + " seqlab report.";

  private static final String EDITED_NOW = "was edited while the report was written";

  private Report() {}

  /**
   * Writes {@code results.md}, {@code results.tex}, {@code figures/}, {@code README.md}, {@code
   * report.html} and, for a coursework study, {@code handin.md} from the committed files that
   * {@link StudyRecords} reads; what shows text of a corpus ({@link CorpusTextPages}) from the
   * folders of runs. The same files produce the same bytes, except that PNG files also depend on
   * the installed fonts.
   *
   * @return warnings for the user: what could not be written, and what to do about it
   */
  public static List<String> write(ExperimentFolder experiment) throws IOException {
    StudyRecords records = StudyRecords.read(experiment);
    List<RunAttention> maps = records.attention();
    ReportTable table =
        ResultTable.of(records.study(), records.results(), records.measures(), records.corpus());
    List<LineFigure> curves = StudyFigures.curves(records.results(), records.measures());
    List<AttentionFigure> attention = StudyFigures.sideBySide(maps);

    List<Figure> figures = new ArrayList<>(curves);
    records.verdicts().forEach(verdict -> figures.add(new ForestPlot(verdict)));
    figures.addAll(SearchBlocks.figures(records));
    figures.addAll(attention);
    figures.addAll(StudyFigures.separate(maps));
    HandinParts.figures(records).stream()
        .filter(one -> figures.stream().noneMatch(other -> other.name().equals(one.name())))
        .toList()
        .forEach(figures::add);
    boolean fonts = PngCanvas.hasFonts();
    Set<String> names =
        figures.stream()
            .flatMap(figure -> Stream.of(svg(figure.name()), png(figure.name())))
            .collect(Collectors.toSet());
    experiment.addReport(names);
    for (Figure figure : figures) {
      writeFigure(experiment.figures(), figure, fonts);
    }
    experiment.deleteFiguresExcept(names);
    AtomicFile.write(experiment.file("results.md"), StudyReadme.tables(records));
    AtomicFile.write(experiment.file("results.tex"), LatexTable.table(table));
    AtomicFile.write(experiment.file("README.md"), StudyReadme.render(records, curves, attention));
    AtomicFile.write(experiment.file("report.html"), StudyHtml.of(records).html());
    if (!records.study().task().isGenerated()) {
      writeCorpusText(experiment, records.withTextOfRuns(experiment), fonts);
    }
    List<String> warnings = new ArrayList<>(writeHandin(experiment, records));
    if (!fonts) {
      warnings.add(NO_FONTS);
    }
    return warnings;
  }

  /** Writes the hand-in sheet of a study that has one; returns a warning if it is kept instead. */
  private static List<String> writeHandin(ExperimentFolder experiment, StudyRecords records)
      throws IOException {
    Optional<String> sheet = HandinSheet.markdown(records);
    if (sheet.isEmpty()) {
      return List.of();
    }
    Path file = experiment.file(ExperimentFolder.HANDIN);
    HandinAnswers now = HandinAnswers.read(file);
    Optional<String> obstacle =
        HandinSheet.obstacle(records.study().handin().orElseThrow(), now)
            .or(() -> now.equals(records.answers()) ? Optional.empty() : Optional.of(EDITED_NOW));
    if (obstacle.isPresent()) {
      return List.of(
          "%s %s: it is kept, and the HTML may lack its answers. Rename it, run seqlab report for a new sheet, and copy the answers into it"
              .formatted(file, obstacle.get()));
    }
    experiment.addHandin();
    AtomicFile.write(file, sheet.get());
    return List.of();
  }

  /** Writes what shows text of a corpus, if the folders of runs are present. */
  private static void writeCorpusText(
      ExperimentFolder experiment, StudyRecords records, boolean fonts) throws IOException {
    CorpusTextPages text = new CorpusTextPages(records);
    if (text.isEmpty()) {
      return;
    }
    List<RunAttention> maps = records.attention();
    List<AttentionFigure> figures = new ArrayList<>(StudyFigures.sideBySide(maps));
    figures.addAll(StudyFigures.separate(maps));
    for (AttentionFigure figure : figures) {
      writeFigure(experiment.figuresOfText(), figure, fonts);
    }
    AtomicFile.write(experiment.file(CorpusTextPages.EXAMPLES), text.examples());
    Optional<String> sheet = text.sheet();
    if (sheet.isPresent()) {
      AtomicFile.write(experiment.file(CorpusTextPages.SHEET), sheet.get());
    }
  }

  /** The files that {@link #drawAttention} writes: the SVG, then the PNG. */
  public static List<Path> attentionFiles(Path folder, String model, String example) {
    String name = StudyFigures.nameOf(model, example);
    return List.of(folder.resolve(svg(name)), folder.resolve(png(name)));
  }

  /**
   * Draws one attention map into a folder, as {@code attention-<example>-<model>.svg} and, if Java
   * finds fonts, {@code .png}.
   *
   * @return the SVG
   */
  public static Path drawAttention(Path folder, String model, AttentionMap map) throws IOException {
    Figure figure = StudyFigures.single(model, map);
    writeFigure(folder, figure, PngCanvas.hasFonts());
    return folder.resolve(svg(figure.name()));
  }

  private static void writeFigure(Path folder, Figure figure, boolean fonts) throws IOException {
    AtomicFile.write(folder.resolve(svg(figure.name())), figure.svg());
    if (fonts) {
      AtomicFile.write(
          folder.resolve(png(figure.name())), out -> PngCanvas.writePng(figure.image(), out));
    }
  }

  private static String svg(String figure) {
    return figure + ".svg";
  }

  private static String png(String figure) {
    return figure + ".png";
  }
}
