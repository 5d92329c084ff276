package io.seqlab.result.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A test example that models answered differently: an entry of {@code samples.json}.
 *
 * @param number of the example in the test split, counted from 1
 * @param answers one for each model, and point of the grid: that of its first seed
 */
public record Sample(int number, String source, String reference, List<Answer> answers) {
  private static final int MOST = 12;

  /** What one run answered. */
  public record Answer(RunKey run, String text) {}

  public Sample {
    answers = List.copyOf(answers);
  }

  /**
   * The first examples that not all runs answer alike. Of each model, and point of the grid, the
   * first run counts, if its test examples are those of the first of all.
   */
  public static List<Sample> differing(Map<RunKey, List<Prediction>> predictions) {
    List<RunKey> runs = comparable(predictions);
    List<Sample> samples = new ArrayList<>();
    int examples = runs.isEmpty() ? 0 : predictions.get(runs.get(0)).size();
    for (int i = 0; i < examples && samples.size() < MOST; i++) {
      int example = i;
      List<Answer> answers =
          runs.stream()
              .map(run -> new Answer(run, predictions.get(run).get(example).hypothesis()))
              .toList();
      if (answers.stream().map(Answer::text).distinct().count() > 1) {
        Prediction asked = predictions.get(runs.get(0)).get(i);
        samples.add(new Sample(i + 1, asked.source(), asked.reference(), answers));
      }
    }
    return samples;
  }

  /** What is left without the answers of some runs; nothing if the others answered alike. */
  public Optional<Sample> without(Set<RunKey> runs) {
    List<Answer> left = answers.stream().filter(each -> !runs.contains(each.run())).toList();
    return left.stream().map(Answer::text).distinct().count() > 1
        ? Optional.of(new Sample(number, source, reference, left))
        : Optional.empty();
  }

  private static List<RunKey> comparable(Map<RunKey, List<Prediction>> predictions) {
    List<RunKey> runs = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    predictions.forEach(
        (run, answers) -> {
          boolean same =
              runs.isEmpty() || asked(answers).equals(asked(predictions.get(runs.get(0))));
          if (same && seen.add(List.of(run.model(), run.grid()))) {
            runs.add(run);
          }
        });
    return runs;
  }

  private static List<List<String>> asked(List<Prediction> predictions) {
    return predictions.stream().map(p -> List.of(p.source(), p.reference())).toList();
  }
}
