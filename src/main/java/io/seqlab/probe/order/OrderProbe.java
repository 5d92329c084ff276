package io.seqlab.probe.order;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.config.probe.OrderProbeSpec;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.RandomStream;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.RowLookup;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.model.transformer.TransformerEncoder;
import io.seqlab.probe.core.Measurement;
import io.seqlab.probe.core.OutputDivergence;
import io.seqlab.probe.core.Probe;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.core.TeacherForcing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Sensitivity to token order, under teacher forcing on the first {@code examples} test examples
 * (200). 0, up to rounding, means invariance: of a Transformer encoder without positional encoding
 * to the order of the source, and of a Transformer decoder of one layer without it to the order of
 * the target prefix (with more layers the causal mask conveys order).
 *
 * <p>The source is shuffled at random, end-of-sequence stays last; the target is unchanged:
 *
 * <ul>
 *   <li>{@code source_order_state_change}: largest |Δ| of a component of a top encoder state, each
 *       state compared with that of the same token before shuffling;
 *   <li>{@code source_order_summary_change}: largest |Δ| of a component of the source summary;
 *   <li>{@code source_order_output_distance}, {@code source_order_argmax_changed}: {@link
 *       OutputDivergence} of the next-token distributions, at all target positions.
 * </ul>
 *
 * <p>The target prefix is shuffled at random, its last token stays last; the source is unchanged:
 *
 * <ul>
 *   <li>{@code target_order_output_distance}, {@code target_order_argmax_changed}: {@link
 *       OutputDivergence} after the whole target, where end-of-sequence is the reference.
 * </ul>
 *
 * <p>The second half of the target, from position ⌊T/2⌋ on, is replaced by other random words; the
 * source is unchanged:
 *
 * <ul>
 *   <li>{@code target_future_change}: largest |Δ| of a probability at the positions that must not
 *       see it, up to ⌊T/2⌋; 0, up to rounding, for a causal decoder;
 *   <li>{@code target_past_change}: the same at the positions after it, which may see it.
 * </ul>
 *
 * <p>With {@code positions}, single words are moved, and queries and keys of the encoder's first
 * layer compared ({@link PositionChange} has the formulas; Su et al. 2021, section 3), over the 20
 * words with the first ids, all pairs of them, and all heads. Not for encoders without queries and
 * keys, and not for {@code relative} positions, which act on scores:
 *
 * <ul>
 *   <li>{@code position_norm_change} along {@code position}: largest relative change of the norm of
 *       a query whose word moves there from the first position;
 *   <li>{@code position_cosine_change} along {@code distance} d: mean |Δ| of the cosine of a query
 *       and a key whose words, both at the first position before, are moved so that the word of the
 *       query stands d positions behind that of the key; mean over the listed positions of the key;
 *   <li>{@code position_score_change} along {@code distance}: largest |Δ| of their product, as a
 *       share of the product of their norms, when both are moved on together; 0, up to rounding, if
 *       scores depend on the words and the distance alone.
 * </ul>
 *
 * <p>n counts examples for the changes of states, which are maxima over all of them, vectors or
 * pairs of them for the measures of positions, and target positions for the others.
 *
 * <p>Not measured: whether the task needs order, and how well the model does; shuffled sequences
 * are unlike the training data. State and summary changes are in the model's own scale, so their
 * size is not comparable between models.
 */
public record OrderProbe(OrderProbeSpec spec) implements Probe {

  @Override
  public List<Measurement> measure(ProbeContext context) {
    List<Example> examples = TeacherForcing.testExamples(context, spec.examples());
    Changes changes =
        new Changes(context, new Random(RandomStream.seed(context.seed(), "order", 0)));
    TeacherForcing.batches(context, examples).forEach(changes::add);
    List<Measurement> measurements = changes.measurements(examples.size());
    if (!spec.positions().isEmpty() && spec.withoutPositions(context.definition()).isEmpty()) {
      TransformerEncoder encoder = (TransformerEncoder) context.model().encoder().unwrapped();
      int vocabulary = context.vocabularies().source().size();
      measurements.addAll(PositionChange.measure(spec, encoder, context.manager(), vocabulary));
    }
    return measurements;
  }

  /** Changes by shuffling, accumulated over batches. */
  private static final class Changes {
    private final ProbeContext context;
    private final Random random;
    private final OutputDivergence bySource = new OutputDivergence();
    private final OutputDivergence byTarget = new OutputDivergence();
    private final FutureChange byFuture = new FutureChange();
    private double state;
    private double summary;

    Changes(ProbeContext context, Random random) {
      this.context = context;
      this.random = random;
    }

    void add(Batch batch) {
      context.cancellation().check();
      try (NDManager scratch = context.manager().newSubManager()) {
        int[][] targets = batch.targets();
        NDArray original = probabilities(scratch, batch.sources(), targets);
        ShuffledSequences sources = ShuffledSequences.of(batch.sources(), 1, random);
        compareEncodings(scratch, batch.sources(), sources);
        bySource.add(original, probabilities(scratch, sources.sequences(), targets), targets);
        int[][] prefixes = ShuffledSequences.of(targets, 2, random).sequences();
        byTarget.addLast(original, probabilities(scratch, batch.sources(), prefixes), targets);
        int[][] replaced =
            FutureChange.replace(targets, context.vocabularies().target().size(), random);
        byFuture.add(original, probabilities(scratch, batch.sources(), replaced), targets);
      }
    }

    private NDArray probabilities(NDManager scratch, int[][] sources, int[][] targets) {
      return TeacherForcing.probabilities(context.model(), scratch, sources, targets);
    }

    private void compareEncodings(NDManager scratch, int[][] sources, ShuffledSequences shuffled) {
      Encoding before = encode(scratch, sources);
      Encoding after = encode(scratch, shuffled.sequences());
      NDArray reordered =
          RowLookup.selectPositions(
              states(before, sources), shuffled.originRows(scratch)); // (B, S, D)
      NDArray mask = TokenBatch.of(scratch, sources).tokenMask(1).expandDims(2); // (B, S, 1)
      state = Math.max(state, maxAbs(states(after, sources).sub(reordered).mul(mask)));
      summary = Math.max(summary, maxAbs(after.summary().top().sub(before.summary().top())));
    }

    /** The states of tokens and padding, without blanks that the model adds, (B, S, D). */
    private static NDArray states(Encoding encoding, int[][] sources) {
      int width = Arrays.stream(sources).mapToInt(row -> row.length).max().orElseThrow();
      return RowLookup.firstPositions(encoding.states(), width);
    }

    private Encoding encode(NDManager scratch, int[][] sources) {
      return context
          .model()
          .encoder()
          .encode(ForwardPass.inference(scratch), TokenBatch.of(scratch, sources));
    }

    private static double maxAbs(NDArray difference) {
      return difference.abs().max().getFloat();
    }

    List<Measurement> measurements(int examples) {
      List<Measurement> measurements = new ArrayList<>();
      measurements.add(Measurement.single("source_order_state_change", state, examples));
      measurements.add(Measurement.single("source_order_summary_change", summary, examples));
      measurements.addAll(bySource.measurements("source_order_"));
      measurements.addAll(byTarget.measurements("target_order_"));
      measurements.addAll(byFuture.measurements());
      return measurements;
    }
  }
}
