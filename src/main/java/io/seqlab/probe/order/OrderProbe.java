package io.seqlab.probe.order;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.config.probe.OrderProbeSpec;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.RandomStream;
import io.seqlab.model.core.EncoderOutput;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.RowLookup;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.OutputDivergence;
import io.seqlab.probe.core.Probe;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.core.TeacherForcing;
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
public record OrderProbe(OrderProbeSpec spec) implements Probe {

  @Override
  public List<Measurement> measure(ProbeContext context) {
    List<Example> examples = TeacherForcing.testExamples(context, spec.examples());
    Findings findings =
        new Findings(context, new Random(RandomStream.seed(context.seed(), "order", 0)));
    TeacherForcing.batches(context, examples).forEach(findings::add);
    return findings.measurements(examples.size());
  }

  private static final class Findings {
    private final ProbeContext context;
    private final Random random;
    private final OutputDivergence bySource = new OutputDivergence();
    private final OutputDivergence byTarget = new OutputDivergence();
    private double states;
    private double summary;

    Findings(ProbeContext context, Random random) {
      this.context = context;
      this.random = random;
    }

    void add(Batch batch) {
      try (NDManager scratch = context.manager().newSubManager()) {
        NDArray original = probabilities(scratch, batch.sources(), batch.targets());
        ShuffledSequences sources = ShuffledSequences.of(batch.sources(), 1, random);
        compareStates(scratch, batch.sources(), sources);
        bySource.add(
            original,
            probabilities(scratch, sources.sequences(), batch.targets()),
            batch.targets());
        int[][] prefixes = ShuffledSequences.of(batch.targets(), 2, random).sequences();
        byTarget.addLast(
            original, probabilities(scratch, batch.sources(), prefixes), batch.targets());
      }
    }

    private NDArray probabilities(NDManager scratch, int[][] sources, int[][] targets) {
      return TeacherForcing.probabilities(context.model(), scratch, sources, targets);
    }

    private void compareStates(NDManager scratch, int[][] sources, ShuffledSequences shuffled) {
      EncoderOutput before = encode(scratch, sources);
      EncoderOutput after = encode(scratch, shuffled.sequences());
      NDArray moved =
          RowLookup.selectPositions(before.states(), shuffled.rows(scratch)); // (B, S, D)
      NDArray real = TokenBatch.of(scratch, sources).tokenMask(1).expandDims(2); // (B, S, 1)
      states = Math.max(states, largest(after.states().sub(moved).mul(real)));
      summary = Math.max(summary, largest(after.summary().top().sub(before.summary().top())));
    }

    private EncoderOutput encode(NDManager scratch, int[][] sources) {
      ForwardContext pass = ForwardContext.inference(scratch);
      return context.model().encoder().encode(pass, TokenBatch.of(scratch, sources));
    }

    private static double largest(NDArray difference) {
      return difference.abs().max().getFloat();
    }

    List<Measurement> measurements(int examples) {
      List<Measurement> measurements = new ArrayList<>();
      measurements.add(Measurement.single("source_order_state_change", states, examples));
      measurements.add(Measurement.single("source_order_summary_change", summary, examples));
      measurements.addAll(bySource.measurements("source_order_"));
      measurements.addAll(byTarget.measurements("target_order_"));
      return measurements;
    }
  }
}
