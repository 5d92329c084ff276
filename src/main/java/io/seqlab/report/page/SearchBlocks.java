package io.seqlab.report.page;

import io.seqlab.report.core.StudyRecords;
import io.seqlab.report.core.Variant;
import io.seqlab.report.figure.Figure;
import io.seqlab.report.figure.LineFigure;
import io.seqlab.report.figure.ParallelCoordinates;
import io.seqlab.report.figure.SearchFigures;
import io.seqlab.report.html.Block;
import io.seqlab.report.html.BlockSelector;
import io.seqlab.report.html.DataTable;
import io.seqlab.report.html.FigureElement;
import io.seqlab.report.html.Paragraph;
import io.seqlab.report.table.SearchTable;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.search.SearchResults;
import io.seqlab.result.search.SearchResults.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The search of a study on its page: what was searched, found and spent. */
public final class SearchBlocks {
  /** How to read the curve. */
  static final String CURVE =
      "The curve is the expected best validation score of k trials drawn at random from those of the"
          + " search (Dodge et al. 2019): a curve that still improves at its end asks for more trials.";

  private SearchBlocks() {}

  /** The figures of a search; none without one. */
  public static List<Figure> figures(StudyRecords records) {
    List<Figure> figures = new ArrayList<>();
    records
        .search()
        .map(SearchFigures::new)
        .ifPresent(
            search -> {
              search.bestOfTrials().ifPresent(figures::add);
              figures.addAll(search.trials());
            });
    return figures;
  }

  /** The section; empty without a search. */
  static List<Block> of(StudyRecords records) {
    Optional<SearchResults> results = records.search();
    List<Block> blocks = new ArrayList<>();
    if (results.isEmpty()) {
      return blocks;
    }
    blocks.addAll(TableBlocks.of("Chosen values and cost", SearchTable.of(results.get())));
    SearchFigures figures = new SearchFigures(results.get());
    Optional<LineFigure> curve = figures.bestOfTrials();
    if (curve.isPresent()) {
      blocks.add(new Paragraph(CURVE));
      blocks.add(FigureBlocks.of(curve.get()));
    }
    List<FigureElement> trials =
        figures.trials().stream().map(figure -> trials(figure, results.get())).toList();
    blocks.add(new BlockSelector("Model", trials));
    return blocks;
  }

  private static FigureElement trials(ParallelCoordinates figure, SearchResults results) {
    List<DataTable.Column> columns = new ArrayList<>();
    columns.add(new DataTable.Column("Model", false));
    columns.add(new DataTable.Column("Trial", true));
    results.search().over().keySet().forEach(key -> columns.add(new DataTable.Column(key, true)));
    columns.add(new DataTable.Column(SearchFigures.score(results).label(), true));
    List<List<DataTable.Cell>> rows = new ArrayList<>();
    for (RunKey run : results.variants()) {
      if (figure.name().equals(SearchFigures.nameOf(run.model()))) {
        results.tried(run.variant()).forEach(trial -> rows.add(row(results, run, trial)));
      }
    }
    return FigureBlocks.picture(
        figure, figure.description(), Optional.of(new DataTable(figure.title(), columns, rows)));
  }

  private static List<DataTable.Cell> row(SearchResults results, RunKey run, Scored trial) {
    List<DataTable.Cell> row = new ArrayList<>();
    row.add(TableBlocks.plain(Variant.of(run).label()));
    row.add(TableBlocks.plain(String.valueOf(trial.number())));
    trial.values().values().forEach(value -> row.add(TableBlocks.plain(value)));
    row.add(
        TableBlocks.plain(
            trial.diverged() ? "diverged" : SearchFigures.score(results).format(trial.score())));
    return row;
  }
}
