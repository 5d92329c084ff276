package io.seqlab.result.record;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A test example for which the outputs of the models differ: an entry of {@code samples.json}.
 *
 * @param number number of the example in the test split, from 1
 * @param answers one output per model and grid point, from its first seed
 */
public record Sample(int number, String source, String reference, List<Answer> answers) {
  /** The output of one run. */
  public record Answer(RunKey run, String text) {}

  public Sample {
    if (number < 1) {
      throw new IllegalArgumentException("the number of an example is %d".formatted(number));
    }
    answers = List.copyOf(answers);
  }

  /** A copy without the outputs of some runs; empty if the remaining outputs are equal. */
  public Optional<Sample> without(Set<RunKey> runs) {
    List<Answer> rest = answers.stream().filter(each -> !runs.contains(each.run())).toList();
    return rest.stream().map(Answer::text).distinct().count() > 1
        ? Optional.of(new Sample(number, source, reference, rest))
        : Optional.empty();
  }
}
