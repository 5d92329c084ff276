package io.seqlab.report.table;

import io.seqlab.config.StudySpec;
import io.seqlab.config.measure.MetricName;
import io.seqlab.config.task.CorpusTaskSpec;
import io.seqlab.config.task.CorpusTaskSpec.Truncation;
import io.seqlab.metric.TextMetrics;
import io.seqlab.report.core.Quantity;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.SplitText;
import java.util.List;
import java.util.Optional;

/**
 * Signatures of text metrics, with what was done to the references.
 *
 * @param references number of references of a test example; {@code var} if it varies
 * @param cut setting of references that were cut, with its separator; empty if none was
 */
record MetricSignatures(String references, String cut) {
  /** One uncut reference for each example. */
  static final MetricSignatures PLAIN = new MetricSignatures("1", "");

  /** Those of a study with this text. */
  static MetricSignatures of(StudySpec study, List<SplitText> corpus) {
    List<SplitText> test = corpus.stream().filter(split -> split.split().equals("test")).toList();
    int fewest = test.stream().mapToInt(SplitText::fewestReferences).min().orElse(1);
    int most = test.stream().mapToInt(SplitText::mostReferences).max().orElse(1);
    boolean varied = study.grid().keySet().stream().anyMatch(k -> k.startsWith("task.truncate"));
    String cut =
        varied
            ? "|refs_cut:var"
            : truncation(study).map(length -> "|refs_cut:" + length).orElse("");
    return new MetricSignatures(fewest == most ? String.valueOf(most) : "var", cut);
  }

  private static Optional<Integer> truncation(StudySpec study) {
    return study.task() instanceof CorpusTaskSpec corpus
        ? corpus.truncate().flatMap(Truncation::target)
        : Optional.empty();
  }

  /** One note for each text metric of the runs. */
  List<String> notes(List<RunResult> results) {
    return results.stream()
        .flatMap(result -> result.metrics().keySet().stream())
        .distinct()
        .map(MetricName::ofKey)
        .flatMap(Optional::stream)
        .filter(MetricName::isText)
        .map(metric -> Quantity.of(metric.key()).title() + ": " + signature(metric))
        .toList();
  }

  private String signature(MetricName metric) {
    return TextMetrics.of(metric.key()).signature(references + cut);
  }
}
