package io.seqlab.result.delimited;

import io.seqlab.config.measure.MetricName;
import io.seqlab.result.record.Prediction;
import io.seqlab.result.record.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads and writes the TSV files of a run. */
public final class RunTsvFiles {
  private static final List<String> VALIDATION =
      List.of("step", "epoch", "seconds", "tokens", "learning_rate", "train_loss");
  private static final List<String> PREDICTION =
      List.of("source", "reference", "hypothesis", "log_probability");

  private RunTsvFiles() {}

  public static void writeValidations(Path file, List<Validation> all) throws IOException {
    Set<String> scores = new LinkedHashSet<>();
    all.forEach(validation -> scores.addAll(validation.scores().keySet()));
    List<String> columns = new ArrayList<>(VALIDATION);
    columns.addAll(scores);
    DelimitedFile.write(file, DelimitedFile.Format.TSV, columns, all, v -> cells(v, scores));
  }

  private static List<Object> cells(Validation v, Set<String> scores) {
    List<Object> row = new ArrayList<>();
    row.addAll(
        List.of(v.step(), v.epoch(), v.seconds(), v.tokens(), v.learningRate(), v.trainLoss()));
    scores.forEach(score -> row.add(v.scores().getOrDefault(score, Double.NaN)));
    return row;
  }

  public static List<Validation> readValidations(Path file) throws IOException {
    return DelimitedFile.read(
        file,
        DelimitedFile.Format.TSV,
        row -> {
          Map<String, Double> scores = new LinkedHashMap<>();
          for (String score : row.columns().stream().skip(VALIDATION.size()).toList()) {
            scores.put(score, score(row, score));
          }
          return new Validation(
              ValueRanges.count(row, "step"),
              ValueRanges.count(row, "epoch"),
              row.number("seconds"),
              ValueRanges.count(row, "tokens"),
              row.number("learning_rate"),
              row.number("train_loss"),
              scores);
        });
  }

  /** A metric, or a measure of a probe. */
  private static double score(DelimitedFile.Row row, String name) throws IOException {
    return MetricName.ofKey(name).isPresent() ? ValueRanges.metric(row, name) : row.number(name);
  }

  public static void writePredictions(Path file, List<Prediction> all) throws IOException {
    DelimitedFile.write(
        file,
        DelimitedFile.Format.TSV,
        PREDICTION,
        all,
        p -> List.of(p.source(), p.reference(), p.hypothesis(), p.logProbability()));
  }

  public static List<Prediction> readPredictions(Path file) throws IOException {
    return DelimitedFile.read(
        file,
        DelimitedFile.Format.TSV,
        row ->
            new Prediction(
                row.text("source"),
                row.text("reference"),
                row.text("hypothesis"),
                row.number("log_probability")));
  }
}
