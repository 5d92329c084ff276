package io.seqlab.report;

import io.seqlab.result.ExperimentFolder;
import io.seqlab.result.Measure;
import io.seqlab.result.Provenance;
import io.seqlab.result.RunAttention;
import io.seqlab.result.RunResult;
import io.seqlab.result.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Everything that is made from the records of an experiment. */
public final class Report {
  private Report() {}

  /**
   * Writes {@code results.md}, {@code results.tex}, {@code figures/} and {@code README.md} from
   * {@code results.csv}, {@code measures.csv}, {@code attention.json} and {@code provenance.json},
   * and from nothing else. The same files give the same bytes on the same machine.
   */
  public static void write(ExperimentFolder experiment) throws IOException {
    Provenance provenance = experiment.readProvenance();
    List<RunResult> results = experiment.readResults();
    List<Measure> measures = experiment.readMeasures();
    ResultTable table = ResultTable.of(results);
    List<LineFigure> curves = Figures.curves(results, measures);
    List<RunAttention> maps = experiment.readAttention();
    List<AttentionFigure> attention = Figures.sideBySide(maps);

    List<Figure> figures = new ArrayList<>(curves);
    figures.addAll(attention);
    figures.addAll(Figures.alone(maps));
    writeFigures(experiment.figures(), figures);
    WholeFile.write(experiment.file("results.md"), StudyPage.table(table));
    WholeFile.write(experiment.file("results.tex"), Latex.table(table));
    WholeFile.write(
        experiment.file("README.md"), StudyPage.render(provenance, table, curves, attention));
  }

  private static void writeFigures(Path folder, List<Figure> figures) throws IOException {
    Set<Path> written = new HashSet<>();
    for (Figure figure : figures) {
      Path svg = folder.resolve(figure.name() + ".svg");
      Path png = folder.resolve(figure.name() + ".png");
      WholeFile.write(svg, figure.svg());
      WholeFile.write(png, out -> ImageIO.write(figure.image(), "png", out));
      written.add(svg);
      written.add(png);
    }
    if (Files.isDirectory(folder)) {
      deleteOthers(folder, written);
    }
  }

  /** Pictures of an earlier report that this one does not have would tell of results long gone. */
  private static void deleteOthers(Path folder, Set<Path> written) throws IOException {
    List<Path> old;
    try (Stream<Path> all = Files.list(folder)) {
      old = all.filter(file -> !written.contains(file) && isPicture(file)).toList();
    }
    for (Path file : old) {
      Files.delete(file);
    }
  }

  private static boolean isPicture(Path file) {
    return file.toString().endsWith(".svg") || file.toString().endsWith(".png");
  }
}
