package io.seqlab.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.seqlab.cancellation.Cancellation;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.TokenBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Beam search: keeps the K hypotheses of highest log-probability at each step, for a whole batch at
 * once. A finished hypothesis of n tokens, end-of-sequence included, ranks by log p / ((5 + n)/6)^α
 * (Wu et al. 2016, eq. 14).
 *
 * @param model to decode with
 * @param special ids of beginning-of-sequence and end-of-sequence
 * @param maxLength most tokens of a hypothesis
 * @param beam K
 * @param lengthPenalty α; 0 ranks by log-probability alone, higher favours longer hypotheses
 * @param keepAttention whether hypotheses include attention weights
 * @param cancellation polled at each step
 */
public record BeamSearch(
    Seq2Seq model,
    SpecialTokens special,
    int maxLength,
    int beam,
    double lengthPenalty,
    boolean keepAttention,
    Cancellation cancellation)
    implements Search {

  @Override
  public List<List<Hypothesis>> search(NDManager manager, int[][] sources) {
    List<Beam> beams = IntStream.range(0, sources.length).mapToObj(b -> new Beam(this)).toList();
    try (NDManager scratch = manager.newSubManager()) {
      ForwardPass pass = ForwardPass.inference(scratch);
      DecoderState first =
          model
              .decoder()
              .initialState(pass, model.encoder().encode(pass, TokenBatch.of(scratch, sources)));
      DecoderState state = first.select(scratch.create(repeatedRows(sources.length)));
      for (int t = 0; t <= maxLength && beams.stream().anyMatch(b -> !b.complete()); t++) {
        cancellation.check();
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          DecoderStep step = model.decoder().step(pass, state, scratch.create(lastTokens(beams)));
          extend(scratch, beams, step, t == maxLength);
          DecoderState selected = step.state().select(scratch.create(parents(beams)));
          StateScope.keepOnly(selected, state);
          state = selected;
        }
      }
    }
    return beams.stream().map(Beam::ranked).toList();
  }

  /**
   * Extends every beam with its 2K most probable candidates: at most K of them end, so K remain.
   */
  private void extend(NDManager scratch, List<Beam> beams, DecoderStep step, boolean mustEnd) {
    NDArray logProbabilities = step.logits().logSoftmax(-1); // (B·K, V)
    int vocabulary = Math.toIntExact(logProbabilities.getShape().get(1));
    float[] prior = new float[beams.size() * beam];
    for (int b = 0; b < beams.size(); b++) {
      beams.get(b).copyScores(prior, b * beam);
    }
    NDArray total = logProbabilities.add(scratch.create(prior, new Shape(prior.length, 1)));
    int count = (int) Math.min(2L * beam, (long) beam * vocabulary);
    NDList top = total.reshape(beams.size(), (long) beam * vocabulary).topK(count, 1, true, true);
    float[] scores = top.get(0).toFloatArray();
    long[] indices = top.get(1).toLongArray();
    float[] weights =
        keepAttention && step.attention() != null ? step.attention().toFloatArray() : new float[0];
    int width = weights.length / prior.length;
    for (int b = 0; b < beams.size(); b++) {
      List<Beam.Candidate> candidates = new ArrayList<>();
      for (int c = b * count; c < (b + 1) * count; c++) {
        int row = Math.toIntExact(indices[c] / vocabulary);
        int from = (b * beam + row) * width;
        candidates.add(
            new Beam.Candidate(
                row,
                (int) (indices[c] % vocabulary),
                scores[c],
                Arrays.copyOfRange(weights, from, from + width)));
      }
      beams.get(b).extend(candidates, mustEnd);
    }
  }

  private long[] repeatedRows(int batch) {
    return IntStream.range(0, batch * beam).mapToLong(row -> row / beam).toArray();
  }

  private static long[] lastTokens(List<Beam> beams) {
    return beams.stream().flatMapToLong(Beam::lastTokens).toArray();
  }

  private long[] parents(List<Beam> beams) {
    return IntStream.range(0, beams.size())
        .boxed()
        .flatMapToLong(b -> beams.get(b).parents().map(row -> (long) b * beam + row))
        .toArray();
  }
}
