package io.seqlab.report;

import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.figure.AttentionFigure;
import io.seqlab.report.figure.Figure;
import io.seqlab.report.figure.LineFigure;
import io.seqlab.report.figure.PngCanvas;
import io.seqlab.report.figure.StudyFigures;
import io.seqlab.report.page.StudyHtml;
import io.seqlab.report.page.StudyReadme;
import io.seqlab.report.table.LatexTable;
import io.seqlab.report.table.ResultTable;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.AttentionMap;
import io.seqlab.result.record.RunAttention;
import io.seqlab.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that is made from the records of an experiment. */
public final class Report {
  private static final String NO_FONTS =
      "Java finds no fonts here, so figures were written as SVG only. For PNG, install fontconfig"
          + " and a font (Debian: apt-get install fontconfig fonts-dejavu-core), then run seqlab"
          + " report.";

  private Report() {}

  /**
   * Writes {@code results.md}, {@code results.tex}, {@code figures/}, {@code README.md} and {@code
   * report.html} from the committed files that {@link StudyRecords} reads, and from nothing else.
   * The same files give the same bytes; those of a PNG also depend on the fonts of the machine.
   *
   * @return warnings for the user: what could not be written, and what to do about it
   */
  public static List<String> write(ExperimentFolder experiment) throws IOException {
    StudyRecords records = StudyRecords.read(experiment);
    List<RunAttention> maps = records.attention();
    ResultTable table = ResultTable.of(records.study(), records.results());
    List<LineFigure> curves = StudyFigures.curves(records.results(), records.measures());
    List<AttentionFigure> attention = StudyFigures.sideBySide(maps);

    List<Figure> figures = new ArrayList<>(curves);
    figures.addAll(attention);
    figures.addAll(StudyFigures.alone(maps));
    boolean fonts = PngCanvas.hasFonts();
    writeFigures(experiment.figures(), figures, fonts);
    AtomicFile.write(experiment.file("results.md"), StudyReadme.tables(records));
    AtomicFile.write(experiment.file("results.tex"), LatexTable.table(table));
    AtomicFile.write(experiment.file("README.md"), StudyReadme.render(records, curves, attention));
    AtomicFile.write(experiment.file("report.html"), StudyHtml.of(records).html());
    return fonts ? List.of() : List.of(NO_FONTS);
  }

  /**
   * Draws one attention map into a folder, as {@code attention-<example>-<model>.svg} and, where
   * Java finds fonts, {@code .png}.
   *
   * @return the SVG
   */
  public static Path drawAttention(Path folder, String model, AttentionMap map) throws IOException {
    Figure figure = StudyFigures.alone(model, map);
    writeFigure(folder, figure, PngCanvas.hasFonts());
    return svg(folder, figure);
  }

  private static void writeFigures(Path folder, List<Figure> figures, boolean fonts)
      throws IOException {
    Set<Path> wanted = new HashSet<>();
    for (Figure figure : figures) {
      writeFigure(folder, figure, fonts);
      wanted.add(svg(folder, figure));
      wanted.add(png(folder, figure));
    }
    if (Files.isDirectory(folder)) {
      deleteOthers(folder, wanted);
    }
  }

  private static void writeFigure(Path folder, Figure figure, boolean fonts) throws IOException {
    AtomicFile.write(svg(folder, figure), figure.svg());
    if (fonts) {
      AtomicFile.write(png(folder, figure), out -> PngCanvas.writePng(figure.image(), out));
    }
  }

  private static Path svg(Path folder, Figure figure) {
    return folder.resolve(figure.name() + ".svg");
  }

  private static Path png(Path folder, Figure figure) {
    return folder.resolve(figure.name() + ".png");
  }

  /** Pictures of an earlier report that this one does not have would tell of results long gone. */
  private static void deleteOthers(Path folder, Set<Path> wanted) throws IOException {
    List<Path> old;
    try (Stream<Path> all = Files.list(folder)) {
      old = all.filter(file -> !wanted.contains(file) && isPicture(file)).toList();
    }
    for (Path file : old) {
      Files.delete(file);
    }
  }

  private static boolean isPicture(Path file) {
    return file.toString().endsWith(".svg") || file.toString().endsWith(".png");
  }
}
