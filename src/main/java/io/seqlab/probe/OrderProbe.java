package io.seqlab.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.seqlab.config.OrderProbeSpec;
import io.seqlab.data.Batch;
import io.seqlab.data.Example;
import io.seqlab.data.RandomStream;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.Pass;
import io.seqlab.model.core.Rows;
import io.seqlab.model.core.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What order means to a model. First the source is shuffled, its end left where it is: without a
 * sense of order each token keeps its state wherever it now stands, and summary and output stay
 * ({@code source_order_…}; of states and summary the largest |Δ| of all). Then the earlier target
 * tokens are shuffled, the last one left where it is, and the distribution of the token after it is
 * compared ({@code target_order_…}).
 */
record OrderProbe(OrderProbeSpec spec) implements Probe {

  @Override
  public List<Reading> measure(Subject subject) {
    List<Example> examples = GoldPrefixes.examples(subject, spec.examples());
    Findings findings =
        new Findings(subject, new Random(RandomStream.seed(subject.seed(), "order", 0)));
    GoldPrefixes.batches(subject, examples).forEach(findings::add);
    return findings.readings(examples.size());
  }

  private static final class Findings {
    private final Subject subject;
    private final Random random;
    private final OutputMove bySource = new OutputMove();
    private final OutputMove byTarget = new OutputMove();
    private double states;
    private double summary;

    Findings(Subject subject, Random random) {
      this.subject = subject;
      this.random = random;
    }

    void add(Batch batch) {
      try (NDManager scratch = subject.manager().newSubManager()) {
        NDArray original = probabilities(scratch, batch.sources(), batch.targets());
        Shuffled sources = Shuffled.of(batch.sources(), 1, random);
        compareStates(scratch, batch.sources(), sources);
        bySource.add(
            original,
            probabilities(scratch, sources.sequences(), batch.targets()),
            batch.targets());
        int[][] prefixes = Shuffled.of(batch.targets(), 2, random).sequences();
        byTarget.addLast(
            original, probabilities(scratch, batch.sources(), prefixes), batch.targets());
      }
    }

    private NDArray probabilities(NDManager scratch, int[][] sources, int[][] targets) {
      return GoldPrefixes.probabilities(subject.model(), scratch, sources, targets);
    }

    private void compareStates(NDManager scratch, int[][] sources, Shuffled shuffled) {
      Encoding before = encode(scratch, sources);
      Encoding after = encode(scratch, shuffled.sequences());
      NDArray moved = Rows.pick(before.states(), shuffled.rows(scratch)); // (B, S, D)
      NDArray real = Tokens.of(scratch, sources).tokenMask(1).expandDims(2); // (B, S, 1)
      states = Math.max(states, largest(after.states().sub(moved).mul(real)));
      summary = Math.max(summary, largest(after.summary().top().sub(before.summary().top())));
    }

    private Encoding encode(NDManager scratch, int[][] sources) {
      Pass pass = new Pass(new ParameterStore(scratch, false), false);
      return subject.model().encoder().encode(pass, Tokens.of(scratch, sources));
    }

    private static double largest(NDArray difference) {
      return difference.abs().max().getFloat();
    }

    List<Reading> readings(int examples) {
      List<Reading> readings = new ArrayList<>();
      readings.add(Reading.single("source_order_state_change", states, examples));
      readings.add(Reading.single("source_order_summary_change", summary, examples));
      readings.addAll(bySource.readings("source_order_"));
      readings.addAll(byTarget.readings("target_order_"));
      return readings;
    }
  }
}
