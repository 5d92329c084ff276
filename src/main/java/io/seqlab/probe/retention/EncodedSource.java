package io.seqlab.probe.retention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.batch.Batcher;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.RowLookup;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.retention.LinearProbe.LabelledFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A source sequence and its encoding.
 *
 * @param source ids, end-of-sequence last
 * @param summary top layer of the source summary, (D)
 * @param states top encoder states (D) by position, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EncodedSource(int[] source, float[] summary, Map<Integer, float[]> states) {

  /** Encodes the sources of pairs; keeps the states at some positions. */
  static List<EncodedSource> encode(
      ProbeContext context, List<EncodedPair> pairs, List<Integer> positions) {
    List<EncodedSource> encoded = new ArrayList<>();
    for (Batch batch : Batcher.forEvaluation(pairs, context.decoding().batch())) {
      context.cancellation().check();
      try (NDManager scratch = context.manager().newSubManager()) {
        ForwardPass pass = ForwardPass.inference(scratch);
        TokenBatch tokens = TokenBatch.of(scratch, batch.sources());
        Encoding output = context.model().encoder().encode(pass, tokens);
        encoded.addAll(of(batch.sources(), output, positions));
      }
    }
    return encoded;
  }

  private static List<EncodedSource> of(int[][] sources, Encoding output, List<Integer> positions) {
    float[][] summaries = rows(output.summary().top());
    List<EncodedSource> encoded =
        IntStream.range(0, sources.length)
            .mapToObj(b -> new EncodedSource(sources[b], summaries[b], new TreeMap<>()))
            .toList();
    long width = output.states().getShape().get(1);
    NDArray flat = output.states().reshape(-1, output.states().getShape().get(2)); // (B·S, D)
    for (int position : positions) {
      int[] longEnough =
          IntStream.range(0, sources.length).filter(b -> position < sources[b].length).toArray();
      if (longEnough.length > 0) {
        long[] indices = Arrays.stream(longEnough).mapToLong(b -> b * width + position).toArray();
        NDArray index = flat.getManager().create(indices);
        float[][] states = rows(RowLookup.select(flat, index)); // (n, D)
        for (int i = 0; i < longEnough.length; i++) {
          encoded.get(longEnough[i]).states.put(position, states[i]);
        }
      }
    }
    return encoded;
  }

  /** Predicts the first token from the summary. */
  LabelledFeatures firstFromSummary() {
    return new LabelledFeatures(summary, source[0]);
  }

  /** Predicts the token at a distance from the end from the summary. */
  Optional<LabelledFeatures> fromSummary(int distance) {
    int position = source.length - 1 - distance;
    return position < 0
        ? Optional.empty()
        : Optional.of(new LabelledFeatures(summary, source[position]));
  }

  /** Predicts the first token from the state at a position. */
  Optional<LabelledFeatures> firstFromState(int position) {
    return Optional.ofNullable(states.get(position)).map(s -> new LabelledFeatures(s, source[0]));
  }

  private static float[][] rows(NDArray matrix) {
    int width = Math.toIntExact(matrix.getShape().get(1));
    float[] flat = matrix.toFloatArray();
    return IntStream.range(0, flat.length / width)
        .mapToObj(i -> Arrays.copyOfRange(flat, i * width, (i + 1) * width))
        .toArray(float[][]::new);
  }
}
