package io.seqlab.report.page;

import io.seqlab.report.figure.LineFigure;
import io.seqlab.result.verdict.PartVerdict;
import java.util.List;
import java.util.Optional;

/** Finds the figure of the measure that a test is about. */
final class VerdictFigures {
  private VerdictFigures() {}

  /** The figure of measure and dimension; for a test without dimension, the measure's first. */
  static Optional<LineFigure> of(PartVerdict part, List<LineFigure> figures) {
    String measure = part.quantity().measure();
    String dimension = part.quantity().dimension();
    String name = LineFigure.nameOf(measure, dimension);
    return figures.stream()
        .filter(f -> dimension.isEmpty() ? f.name().startsWith(name) : f.name().equals(name))
        .findFirst();
  }
}
