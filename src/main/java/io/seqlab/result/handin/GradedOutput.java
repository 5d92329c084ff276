package io.seqlab.result.handin;

import io.seqlab.config.handin.HandinItem;
import io.seqlab.result.record.Prediction;
import io.seqlab.result.record.RunKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An output of a run on a test example, and whether it is right: equal to the reference.
 *
 * @param number number of the example in the test split, from 1
 */
public record GradedOutput(RunKey run, int number, String source, String reference, String output) {
  public GradedOutput {
    if (number < 1) {
      throw new IllegalArgumentException("the number of an example is %d".formatted(number));
    }
  }

  /** Whether the output equals the reference. */
  public boolean correct() {
    return output.equals(reference);
  }

  /** The first right and the first wrong outputs of a run, in the order of the examples. */
  public static List<GradedOutput> of(
      RunKey run, List<Prediction> predictions, HandinItem.Examples wanted) {
    List<GradedOutput> all = new ArrayList<>();
    IntStream.range(0, predictions.size())
        .forEach(
            i -> {
              Prediction p = predictions.get(i);
              all.add(new GradedOutput(run, i + 1, p.source(), p.reference(), p.hypothesis()));
            });
    return Stream.concat(
            all.stream().filter(GradedOutput::correct).limit(wanted.right()),
            all.stream().filter(each -> !each.correct()).limit(wanted.wrong()))
        .toList();
  }
}
