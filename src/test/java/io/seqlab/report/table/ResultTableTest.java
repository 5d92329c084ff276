package io.seqlab.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  /** 0.90, 0.92, 0.97: mean 0.93, deviations −3, −1, 4 points, so √(26 / 2) = 3.6 points. */
  private static final List<RunResult> STUDY =
      List.of(
          run("rnn", 1, 0.90), run("rnn", 2, 0.92), run("rnn", 3, 0.97), run("luong", 1, 0.9996));

  private static final String RNN = "{encoder: {type: rnn}, decoder: {type: rnn}}";

  @Test
  void rowContainsMeanAndDeviation() {
    assertThat(Markdown.table(ResultTable.of(STUDY, true)).lines().map(ResultTableTest::squeeze))
        .containsExactly(
            "| Model | Seeds | Parameters | Exact match (%) | Training (tokens/s)"
                + " | Decoding (sentences/s) | Time (s) | Memory (MiB) |",
            "|:-|-:|-:|-:|-:|-:|-:|-:|",
            "| rnn | 3 | 1,234,567 | 93.0 ± 3.6 | 9,000 | – | 100 | 700 |",
            "| luong | 1 | 1,234,567 | **100.0** | 9,000 | – | 100 | 700 |");
  }

  @Test
  void speedsOfRunsThatSharedTheMachineAreMarkedAndNeverBold() {
    String yaml =
        "{study: s, task: {type: reverse}, training: {budget: {steps: 1}}, models: {rnn: {}}}";
    StudySpec study = SpecReader.read(yaml.replace("{}", RNN), "study.yaml", StudySpec.class);
    List<RunResult> runs = List.of(run("rnn", 1, 0.9), faster(run("luong", 1, 0.99)));
    assertThat(Markdown.table(ResultTable.of(study, runs, List.of()))).contains("**18,000**");
    Measure two = new Measure(runs.get(1).key(), "concurrent_runs", "", 0, 2, 1);
    ReportTable table = ResultTable.of(study, runs, List.of(two));
    assertThat(Markdown.table(table)).contains("**99.0**", " 18,000‡ |", "9,000 |");
    assertThat(table.notes())
        .contains(
            "‡ Up to 2 runs shared the machine while speed and time were measured, so they are not"
                + " compared.");
  }

  @Test
  void speedsOfDifferentKindsOfNodeAreMarkedAndNeverBold() {
    String yaml =
        "{study: s, task: {type: reverse}, training: {budget: {steps: 1}}, models: {rnn: {}}}";
    StudySpec study = SpecReader.read(yaml.replace("{}", RNN), "study.yaml", StudySpec.class);
    List<RunResult> runs = List.of(run("rnn", 1, 0.9), faster(run("luong", 1, 0.99)));
    Measure slow = new Measure(runs.get(0).key(), "node", "EPYC", 0, 64, 1);
    Measure same = new Measure(runs.get(1).key(), "node", "EPYC", 0, 64, 1);
    Measure fast = new Measure(runs.get(1).key(), "node", "Xeon", 0, 40, 1);
    assertThat(Markdown.table(ResultTable.of(study, runs, List.of(slow, same))))
        .contains("**18,000**");
    ReportTable table = ResultTable.of(study, runs, List.of(slow, fast));
    assertThat(Markdown.table(table)).contains(" 18,000‡ |", "9,000‡ |");
    assertThat(table.notes())
        .contains(
            "‡ Speed and time were measured on different kinds of node, so they are not compared:"
                + " EPYC, 64 processors; Xeon, 40 processors.");
  }

  @Test
  void notesHaveTheSignaturesOfTextMetrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("exact_match", 0.5);
    metrics.put("bleu_zh", 12.34);
    metrics.put("ter", 56.7);
    RunResult run = new RunResult(new RunKey("rnn", 1), RunStatus.DONE, 1, 1, 1, 1, 1, 1, metrics);
    assertThat(ResultTable.of(List.of(run, run), true).notes())
        .containsExactly(
            "BLEU zh: BLEU|nrefs:1|case:mixed|eff:no|tok:zh|smooth:exp|version:seqlab (equal to"
                + " sacrebleu-2.6.0)",
            "TER: TER|nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:seqlab (equal to"
                + " sacrebleu-2.6.0)");
  }

  private static RunResult faster(RunResult run) {
    return run.withTrainingCost(18_000, 700);
  }

  @Test
  void latexMarksBestAndEscapes() {
    assertThat(LatexTable.table(ResultTable.of(STUDY, true)))
        .contains("Exact match (\\%)", "93.0 $\\pm$ 3.6", "\\textbf{100.0}", "\\toprule");
  }

  @Test
  void excludesFailedAndUnfinishedRuns() {
    List<RunResult> runs = new ArrayList<>(STUDY);
    runs.add(run("rnn", 4, 0.1).with(RunStatus.FAILED));
    runs.add(run("rnn", 5, 0.1).with(RunStatus.STOPPED));
    runs.add(run("rnn", 6, 0.1).with(RunStatus.RUNNING));
    ReportTable table = ResultTable.of(runs, true);
    assertThat(Markdown.table(table)).contains("93.0 ± 3.6");
    assertThat(table.notes())
        .contains(
            "rnn: 1 of 6 runs failed (seed 4) and is excluded from the means.",
            "rnn: 1 of 6 runs did not finish (seed 5) and is excluded from the means.");
  }

  @Test
  void notesListRunsNotRun() {
    String yaml =
        """
        {study: s, task: {type: reverse}, training: {budget: {steps: 1}}, seeds: [1, 2, 3], models: {
         rnn: &a {encoder: {type: rnn}, decoder: {type: rnn}}, luong: *a, big: *a}}
        """;
    StudySpec study = SpecReader.read(yaml, "study.yaml", StudySpec.class);
    assertThat(ResultTable.of(study, STUDY, List.of()).notes())
        .containsExactly(
            "luong: 2 of 3 runs have not been run (seed 2, 3).",
            "big: 3 of 3 runs have not been run (seed 1, 2, 3).");
  }

  @Test
  void seedsOfLooksThatWereNotNeededAreNotMissing() {
    String yaml =
        """
        {study: s, task: {type: reverse}, training: {budget: {steps: 1}}, seeds: {looks: [2, 4, 9]},
         models: {rnn: {}}, claims: [{id: C, sentence: s, parts: [
          {type: holds, measure: exact_match, of: rnn, above: 0.5}]}]}
        """;
    StudySpec study = SpecReader.read(yaml.replace("{}", RNN), "study.yaml", StudySpec.class);
    List<RunResult> two = List.of(run("rnn", 1, 0.9), run("rnn", 2, 0.9));
    assertThat(ResultTable.of(study, two, List.of()).notes()).isEmpty();
    List<RunResult> three = List.of(two.get(0), two.get(1), run("rnn", 3, 0.9));
    assertThat(ResultTable.of(study, three, List.of()).notes())
        .containsExactly("rnn: 1 of 4 runs has not been run (seed 4).");
    assertThat(ResultTable.of(study, List.of(), List.of()).notes())
        .containsExactly("rnn: 2 of 2 runs have not been run (seed 1, 2).");
  }

  @Test
  void marksNumbersOfRunsThatTheBudgetEnded() {
    String yaml =
        "{study: s, task: {type: reverse}, training: {patience: 3, budget: {steps: 1}}, models: {rnn: {}}}";
    StudySpec study = SpecReader.read(yaml.replace("{}", RNN), "study.yaml", StudySpec.class);
    List<Measure> measures = new ArrayList<>();
    for (RunResult run : STUDY) {
      measures.add(new Measure(run.key(), "reached_cap", "", 0, run.key().seed() == 2 ? 1 : 0, 1));
    }
    ReportTable table = ResultTable.of(study, STUDY, measures);
    assertThat(Markdown.table(table)).contains("93.0† ± 3.6").contains("**100.0**");
    assertThat(LatexTable.table(table)).contains("93.0\\dag{} $\\pm$ 3.6");
    assertThat(table.notes())
        .contains("† rnn: 1 of 3 runs was still improving when the budget ended (seed 2).");
  }

  @Test
  void marksLowestWhereLowerIsBetter() {
    List<RunResult> runs =
        List.of(withMetric("a", "perplexity", 3.14159), withMetric("b", "perplexity", 2.71828));
    assertThat(Markdown.table(ResultTable.of(runs, true)))
        .contains("**2.72**")
        .doesNotContain("**3.14");
  }

  @Test
  void eachGridPointIsARow() {
    List<RunResult> runs = new ArrayList<>();
    for (String symbols : List.of("a|b", "50")) {
      RunKey key = new RunKey("rnn", 1, Map.of("task.symbols", symbols));
      runs.add(new RunResult(key, RunStatus.DONE, 1, 1, 1, 1, 1, 1, Map.of("bleu", 12.34)));
    }
    String table = Markdown.table(ResultTable.of(runs, true));
    assertThat(table.lines()).hasSize(4);
    assertThat(table).contains("symbols", "a\\|b", "| 50 ");
  }

  @Test
  void emptyStudyHasEmptyTable() {
    assertThat(Markdown.table(ResultTable.of(List.of(), true)).lines()).hasSize(2);
  }

  @Property(tries = 100)
  void textTableFitsWidth(@ForAll @IntRange(min = 20, max = 160) int width) {
    int complete =
        TextTable.render(ResultTable.of(STUDY, true), 1000)
            .lines()
            .mapToInt(String::length)
            .max()
            .orElse(0);
    String text = TextTable.render(ResultTable.of(STUDY, true), width);
    assertThat(text.lines().takeWhile(line -> !line.startsWith("Columns omitted")))
        .hasSizeBetween(3, 4)
        .allMatch(line -> line.length() <= width);
    assertThat(text.contains("Columns omitted to fit the width")).isEqualTo(width < complete);
    assertThat(text).contains("Memory");
  }

  @Test
  void textTableIsAligned() {
    assertThat(TextTable.render(ResultTable.of(STUDY, true), 60))
        .isEqualTo(
            """
                                           Exact    Training
            Model  Seeds  Parameters   match (%)  (tokens/s)
            rnn        3   1,234,567  93.0 ± 3.6       9,000
            luong      1   1,234,567       100.0       9,000
            Columns omitted to fit the width: Decoding (sentences/s), Time (s), Memory (MiB).
            """);
  }

  private static RunResult run(String model, long seed, double match) {
    return new RunResult(
        new RunKey(model, seed),
        RunStatus.DONE,
        1_234_567,
        10,
        100,
        9000,
        Double.NaN,
        700,
        Map.of("exact_match", match));
  }

  private static RunResult withMetric(String model, String metric, double value) {
    return new RunResult(
        new RunKey(model, 1), RunStatus.DONE, 1, 1, 1, 1, 1, 1, Map.of(metric, value));
  }

  private static String squeeze(String line) {
    return line.replaceAll(" +", " ").replaceAll("-+", "-");
  }
}
