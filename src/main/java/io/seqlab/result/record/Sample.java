package io.seqlab.result.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A test example for which the outputs of the models differ: an entry of {@code samples.json}.
 *
 * @param number number of the example in the test split, from 1
 * @param answers one output per model and grid point, from its first seed
 */
public record Sample(int number, String source, String reference, List<Answer> answers) {
  private static final int MAX_SAMPLES = 12;

  /** The output of one run. */
  public record Answer(RunKey run, String text) {}

  public Sample {
    if (number < 1) {
      throw new IllegalArgumentException("the number of an example is %d".formatted(number));
    }
    answers = List.copyOf(answers);
  }

  /**
   * The first examples for which the outputs differ. For each model and grid point, the first run
   * is used, provided that its test examples are those of the very first run.
   */
  public static List<Sample> differing(Map<RunKey, List<Prediction>> predictions) {
    List<RunKey> runs = comparable(predictions);
    List<Sample> samples = new ArrayList<>();
    int examples = runs.isEmpty() ? 0 : predictions.get(runs.get(0)).size();
    for (int i = 0; i < examples && samples.size() < MAX_SAMPLES; i++) {
      int example = i;
      List<Answer> answers =
          runs.stream()
              .map(run -> new Answer(run, predictions.get(run).get(example).hypothesis()))
              .toList();
      if (answers.stream().map(Answer::text).distinct().count() > 1) {
        Prediction first = predictions.get(runs.get(0)).get(i);
        samples.add(new Sample(i + 1, first.source(), first.reference(), answers));
      }
    }
    return samples;
  }

  /** A copy without the outputs of some runs; empty if the remaining outputs are equal. */
  public Optional<Sample> without(Set<RunKey> runs) {
    List<Answer> rest = answers.stream().filter(each -> !runs.contains(each.run())).toList();
    return rest.stream().map(Answer::text).distinct().count() > 1
        ? Optional.of(new Sample(number, source, reference, rest))
        : Optional.empty();
  }

  private static List<RunKey> comparable(Map<RunKey, List<Prediction>> predictions) {
    List<RunKey> runs = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    predictions.forEach(
        (run, outputs) -> {
          boolean sameExamples =
              runs.isEmpty() || examples(outputs).equals(examples(predictions.get(runs.get(0))));
          if (sameExamples && seen.add(List.of(run.model(), run.grid()))) {
            runs.add(run);
          }
        });
    return runs;
  }

  private static List<List<String>> examples(List<Prediction> predictions) {
    return predictions.stream().map(p -> List.of(p.source(), p.reference())).toList();
  }
}
