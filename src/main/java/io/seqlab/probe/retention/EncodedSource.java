package io.seqlab.probe.retention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.batch.Batcher;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.model.core.EncoderOutput;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.RowLookup;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.retention.LinearProbe.Labelled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What an encoder says of one source.
 *
 * @param source ids, the end last
 * @param summary of the source
 * @param states at some positions, counted from 0
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record EncodedSource(int[] source, float[] summary, Map<Integer, float[]> states) {

  /** What the encoder of a context says of sources, with the states at some positions. */
  static List<EncodedSource> of(
      ProbeContext context, List<EncodedPair> pairs, List<Integer> positions) {
    List<EncodedSource> seen = new ArrayList<>();
    for (Batch batch : Batcher.forEvaluation(pairs, context.decoding().batch())) {
      try (NDManager scratch = context.manager().newSubManager()) {
        ForwardContext pass = ForwardContext.inference(scratch);
        TokenBatch tokens = TokenBatch.of(scratch, batch.sources());
        seen.addAll(of(batch.sources(), context.model().encoder().encode(pass, tokens), positions));
      }
    }
    return seen;
  }

  private static List<EncodedSource> of(
      int[][] sources, EncoderOutput encoding, List<Integer> positions) {
    float[][] summaries = rows(encoding.summary().top());
    List<EncodedSource> seen =
        IntStream.range(0, sources.length)
            .mapToObj(b -> new EncodedSource(sources[b], summaries[b], new TreeMap<>()))
            .toList();
    long width = encoding.states().getShape().get(1);
    for (int position : positions) {
      int[] reaching =
          IntStream.range(0, sources.length).filter(b -> position < sources[b].length).toArray();
      if (reaching.length > 0) {
        long[] places = Arrays.stream(reaching).mapToLong(b -> b * width + position).toArray();
        NDArray at = encoding.states().getManager().create(places);
        float[][] states = rows(RowLookup.selectPositions(encoding.states(), at)); // (n, D)
        for (int i = 0; i < reaching.length; i++) {
          seen.get(reaching[i]).states.put(position, states[i]);
        }
      }
    }
    return seen;
  }

  /** The first token, to be read from the summary. */
  Labelled firstFromSummary() {
    return new Labelled(summary, source[0]);
  }

  /** The token so many places before the end, to be read from the summary. */
  Optional<Labelled> fromSummary(int distance) {
    int position = source.length - 1 - distance;
    return position < 0 ? Optional.empty() : Optional.of(new Labelled(summary, source[position]));
  }

  /** The first token, to be read from the state at a position. */
  Optional<Labelled> firstFromState(int position) {
    return Optional.ofNullable(states.get(position)).map(s -> new Labelled(s, source[0]));
  }

  private static float[][] rows(NDArray matrix) {
    int width = Math.toIntExact(matrix.getShape().get(1));
    float[] flat = matrix.toFloatArray();
    return IntStream.range(0, flat.length / width)
        .mapToObj(i -> Arrays.copyOfRange(flat, i * width, (i + 1) * width))
        .toArray(float[][]::new);
  }
}
