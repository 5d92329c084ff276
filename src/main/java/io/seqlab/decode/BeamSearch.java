package io.seqlab.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.seqlab.model.core.DecoderState;
import io.seqlab.model.core.DecoderStep;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.TokenBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps the K likeliest beginnings at each step, for a whole batch at once. A finished answer of n
 * tokens, its end included, ranks by log p / ((5 + n) / 6)^α (Wu et al. 2016, eq. 14).
 *
 * @param model any model
 * @param special ids that begin and end an answer
 * @param maxLength most tokens of an answer
 * @param beam K
 * @param lengthPenalty α; 0 ranks by log-probability alone, more favours longer answers
 * @param keepAttention whether hypotheses carry the attention they used
 */
public record BeamSearch(
    Seq2Seq model,
    SpecialTokens special,
    int maxLength,
    int beam,
    double lengthPenalty,
    boolean keepAttention)
    implements Search {

  @Override
  public List<List<Hypothesis>> search(NDManager manager, int[][] sources) {
    List<Beam> beams = IntStream.range(0, sources.length).mapToObj(b -> new Beam(this)).toList();
    try (NDManager scratch = manager.newSubManager()) {
      ForwardContext context = ForwardContext.inference(scratch);
      DecoderState first =
          model
              .decoder()
              .initialState(
                  context, model.encoder().encode(context, TokenBatch.of(scratch, sources)));
      DecoderState state = first.select(scratch.create(eachRepeated(sources.length)));
      for (int t = 0; t <= maxLength && beams.stream().anyMatch(b -> !b.complete()); t++) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          DecoderStep step =
              model.decoder().step(context, state, scratch.create(lastTokens(beams)));
          extend(scratch, beams, step, t == maxLength);
          DecoderState chosen = step.state().select(scratch.create(origins(beams)));
          StateScope.keepOnly(chosen, state);
          state = chosen;
        }
      }
    }
    return beams.stream().map(Beam::ranked).toList();
  }

  /** Lets every beam choose among its 2K likeliest extensions: enough that K of them do not end. */
  private void extend(NDManager scratch, List<Beam> beams, DecoderStep step, boolean mustEnd) {
    NDArray logProbabilities = step.logits().logSoftmax(-1); // (B·K, V)
    int vocabulary = Math.toIntExact(logProbabilities.getShape().get(1));
    float[] soFar = new float[beams.size() * beam];
    for (int b = 0; b < beams.size(); b++) {
      beams.get(b).scoresInto(soFar, b * beam);
    }
    NDArray total = logProbabilities.add(scratch.create(soFar, new Shape(soFar.length, 1)));
    int count = Math.min(2 * beam, beam * vocabulary);
    NDList top = total.reshape(beams.size(), (long) beam * vocabulary).topK(count, 1, true, true);
    float[] scores = top.get(0).toFloatArray();
    long[] places = top.get(1).toLongArray();
    float[] weights =
        keepAttention && step.attention() != null ? step.attention().toFloatArray() : new float[0];
    int width = weights.length / soFar.length;
    for (int b = 0; b < beams.size(); b++) {
      List<Beam.Candidate> candidates = new ArrayList<>();
      for (int c = b * count; c < (b + 1) * count; c++) {
        int row = Math.toIntExact(places[c] / vocabulary);
        int from = (b * beam + row) * width;
        candidates.add(
            new Beam.Candidate(
                row,
                (int) (places[c] % vocabulary),
                scores[c],
                Arrays.copyOfRange(weights, from, from + width)));
      }
      beams.get(b).extend(candidates, mustEnd);
    }
  }

  private long[] eachRepeated(int batch) {
    return IntStream.range(0, batch * beam).mapToLong(row -> row / beam).toArray();
  }

  private static long[] lastTokens(List<Beam> beams) {
    return beams.stream().flatMapToLong(Beam::lastTokens).toArray();
  }

  private long[] origins(List<Beam> beams) {
    return IntStream.range(0, beams.size())
        .boxed()
        .flatMapToLong(b -> beams.get(b).origins().map(row -> (long) b * beam + row))
        .toArray();
  }
}
