package io.seqlab.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seqlab.config.measure.MetricName;
import io.seqlab.config.schema.YamlValue;
import io.seqlab.config.search.SearchSpec;
import io.seqlab.config.search.SearchValues;
import io.seqlab.report.table.ReportTable;
import io.seqlab.report.table.SearchTable;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.search.SearchEdge;
import io.seqlab.result.search.SearchResults;
import io.seqlab.result.search.Trial;
import io.seqlab.result.search.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Figures and table of a search with four trials of two models. */
class SearchFiguresTest {
  private static final String RATE = "training.optimizer.learning_rate";
  private static final String TYPE = "training.optimizer.type";
  private static final double NONE = Double.NaN;

  private static SearchResults results(MetricName by, double[] rnn, double[] luong) {
    Map<String, SearchValues> over = new LinkedHashMap<>();
    over.put(
        RATE,
        new SearchValues(
            Optional.empty(), Optional.of(1e-4), Optional.of(1.0), SearchValues.Scale.LOG));
    over.put(
        TYPE,
        new SearchValues(
            Optional.of(List.of(new YamlValue("adam"), new YamlValue("sgd"))),
            Optional.empty(),
            Optional.empty(),
            SearchValues.Scale.LINEAR));
    SearchSpec search =
        new SearchSpec(Optional.of(rnn.length), List.of(101L), Optional.empty(), over);
    List<TrialResult> trials = new ArrayList<>(trials("rnn", rnn));
    trials.addAll(trials("luong", luong));
    return new SearchResults(search, by, trials);
  }

  private static List<TrialResult> trials(String model, double[] scores) {
    String[] rates = {"0.001", "0.01", "1E-4", "0.1"};
    List<TrialResult> trials = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      Map<String, String> values = new LinkedHashMap<>();
      values.put(RATE, rates[i]);
      values.put(TYPE, i % 2 == 0 ? "adam" : "sgd");
      Trial trial = new Trial(new RunKey(model, 101), i + 1, values, 1);
      trials.add(new TrialResult(trial, scores[i], 100, 2.5, DataDigests.UNKNOWN));
    }
    return trials;
  }

  private static final SearchResults LOSS =
      results(MetricName.LOSS, new double[] {2, 1, 3, NONE}, new double[] {NONE, NONE, NONE, NONE});

  @Test
  void theCurveCountsADivergedTrialAsTheWorst() {
    LineFigure figure = new SearchFigures(LOSS).bestOfTrials().orElseThrow();
    assertThat(figure.curves()).as("a model without a score has none").hasSize(1);
    List<Curve.Point> points = figure.curves().get(0).points();
    assertThat(points).extracting(Curve.Point::x).containsExactly(1.0, 2.0, 3.0, 4.0);
    assertThat(points.get(0).value()).as("mean of 1 2 3 3").isCloseTo(2.25, within(1e-12));
    double pairs = (7 * 1 + 5 * 2 + 4 * 3) / 16.0;
    assertThat(points.get(1).value()).as("best of pairs").isCloseTo(pairs, within(1e-12));
    assertThat(figure.svg()).contains("Expected best validation loss of k trials");
  }

  @Test
  void everyTrialIsALineAndTheChosenOneIsNamed() {
    List<ParallelCoordinates> figures = new SearchFigures(LOSS).trials();
    assertThat(figures)
        .extracting(Figure::name)
        .containsExactly("search-trials-rnn", "search-trials-luong");
    ParallelCoordinates rnn = figures.get(0);
    assertThat(rnn.traces())
        .filteredOn(ParallelCoordinates.Trace::chosen)
        .singleElement()
        .satisfies(trace -> assertThat(trace.values()).containsExactly(0.01, 1.0, 1.0));
    assertThat(rnn.traces().get(3).values().get(2)).as("diverged").isNaN();
    assertThat(rnn.axes().get(0).axis()).isInstanceOf(LogAxis.class);
    assertThat(rnn.axes().get(1).axis()).isEqualTo(new CategoryAxis(List.of("adam", "sgd")));
    assertThat(rnn.svg())
        .contains("rnn: chosen", "learning_rate", "type", "Validation loss")
        .doesNotContain("NaN");
    assertThat(figures.get(1).svg()).doesNotContain("luong: chosen").doesNotContain("NaN");
  }

  @Test
  void theTableTellsValuesAndCost() {
    ReportTable table = SearchTable.of(LOSS);
    assertThat(table.rows())
        .extracting(row -> row.stream().map(ReportTable.Cell::plain).toList())
        .containsExactly(
            List.of("rnn", "0.01", "sgd", "1.000", "4", "1", "400", "10"),
            List.of("luong", "–", "–", "–", "4", "4", "400", "10"));
    assertThat(table.caption())
        .startsWith(
            "Searched: learning_rate from 1.0E-4 to 1.0 (log), type in [adam, sgd]; the same 4 random trials for every model, each with the budget of the study.")
        .contains("lowest validation loss with seed 101; its runs have other seeds");
    assertThat(table.notes())
        .containsExactly("luong: training diverged in every trial, so no values were chosen.");
  }

  @Test
  void anEdgeIsTheLowestOrHighestValueTried() {
    SearchResults accuracy =
        results(
            MetricName.TOKEN_ACCURACY,
            new double[] {0.1, 0.2, 0.3, 0.2},
            new double[] {0.1, 0.3, 0.2, 0.3});
    assertThat(accuracy.best("luong").orElseThrow().number()).as("first of equals").isEqualTo(2);
    assertThat(SearchEdge.of(accuracy, "luong")).isEmpty();
    assertThat(SearchEdge.of(accuracy, "rnn"))
        .containsExactly(new SearchEdge("rnn", RATE, "1E-4", "1E-4", "0.1"));
    assertThat(SearchTable.of(accuracy).notes())
        .singleElement()
        .asString()
        .startsWith(
            "rnn: the search ended at the edge of its range: the best "
                + RATE
                + ", 1E-4, is the lowest tried (1E-4 to 0.1)");
  }
}
