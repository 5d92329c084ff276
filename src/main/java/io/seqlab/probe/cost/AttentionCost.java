package io.seqlab.probe.cost;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.seqlab.config.model.PositionalEncoding;
import io.seqlab.config.model.TransformerEncoderSpec;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.model.attention.AttentionMemory;
import io.seqlab.model.attention.DotScore;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.PaddingMask;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.model.transformer.TransformerEncoder;
import io.seqlab.probe.core.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/**
 * What one block of a Transformer encoder costs, and its attention alone, on one sentence of n
 * tokens, without gradients, by {@code length}:
 *
 * <ul>
 *   <li>{@code attention_}: softmax(QKᵀ/√(d/H))·V of all heads, 4·n²·d operations;
 *   <li>{@code block_}: attention with its projections and the feed-forward layer, n·(8d² + 4·d·ff)
 *       operations more;
 *   <li>{@code …_seconds}, {@code …_flops}, and {@code …_memory_mb}: MiB of the arrays made;
 *   <li>{@code …_exponent}: the slope of log seconds, operations or memory over log n.
 * </ul>
 */
record AttentionCost(TransformerEncoderSpec spec, NDManager manager, MedianTimer watch) {
  private static final String LENGTH = "length";
  private static final String SECONDS = "_seconds";
  private static final String FLOPS = "_flops";
  private static final String MEMORY = "_memory_mb";
  private static final long MIB = 1 << 20;

  private static final int VOCABULARY = 100;

  /** At lengths that rise, so that each needs memory of its own. */
  List<Measurement> measure(List<Integer> lengths) {
    TransformerEncoder block = block();
    try (NDManager weights = manager.newSubManager()) {
      block.initialize(weights, DataType.FLOAT32);
      List<Measurement> measurements = new ArrayList<>();
      measurements.addAll(measure("attention", lengths, this::attend, this::attentionFlops));
      measurements.addAll(measure("block", lengths, n -> run(block, n), this::blockFlops));
      return measurements;
    }
  }

  private List<Measurement> measure(
      String part, List<Integer> lengths, IntToLongFunction work, IntToDoubleFunction flops) {
    List<Measurement> measurements = new ArrayList<>();
    for (int length : lengths) {
      long[] bytes = new long[1];
      MedianTimer.Timing time = watch.time(() -> bytes[0] = work.applyAsLong(length));
      double memory = bytes[0] / (double) MIB;
      measurements.add(
          new Measurement(part + SECONDS, LENGTH, length, time.seconds(), time.runs()));
      measurements.add(
          new Measurement(part + FLOPS, LENGTH, length, flops.applyAsDouble(length), 1));
      measurements.add(new Measurement(part + MEMORY, LENGTH, length, memory, 1));
    }
    for (String kind : List.of(SECONDS, FLOPS, MEMORY)) {
      measurements.addAll(ScalingExponent.of(part + kind, measurements));
    }
    return measurements;
  }

  /** Bytes of attention alone. */
  private long attend(int length) {
    try (NDManager scratch = manager.newSubManager()) {
      int width = spec.dModel() / spec.heads();
      DotScore score = new DotScore(1 / Math.sqrt(width));
      Shape shape = new Shape(spec.heads(), length, width);
      NDArray states = scratch.randomNormal(shape); // (H, n, d/H): each head is a row of a batch
      ForwardContext pass = ForwardContext.inference(scratch);
      AttentionMemory memory =
          new AttentionMemory(score.keys(pass, states), states, new PaddingMask(null));
      memory.attend(pass, score, scratch.randomNormal(shape)).contextVectors().getFloat(0, 0, 0);
      return bytes(scratch);
    }
  }

  private TransformerEncoder block() {
    TransformerEncoderSpec one =
        new TransformerEncoderSpec(
            spec.dModel(),
            spec.heads(),
            1,
            spec.ff(),
            0,
            spec.scale(),
            spec.norm(),
            PositionalEncoding.NONE,
            1);
    return new TransformerEncoder(one, VOCABULARY, Optional.empty());
  }

  /** Bytes of a block. */
  private long run(TransformerEncoder block, int length) {
    try (NDManager scratch = manager.newSubManager()) {
      ForwardContext pass = ForwardContext.inference(scratch);
      int[] ids = new int[length];
      Arrays.fill(ids, Vocabulary.EOS);
      block.encode(pass, TokenBatch.of(scratch, new int[][] {ids})).states().getFloat(0, 0, 0);
      return bytes(scratch);
    }
  }

  /** Of all arrays that a pass has made: none is closed before its manager. */
  private static long bytes(NDManager scratch) {
    return scratch.getManagedArrays().stream()
        .mapToLong(array -> array.size() * array.getDataType().getNumOfBytes())
        .sum();
  }

  private double attentionFlops(int length) {
    return 4.0 * length * length * spec.dModel();
  }

  private double blockFlops(int length) {
    double d = spec.dModel();
    return attentionFlops(length) + length * (8 * d * d + 4 * d * spec.ff());
  }
}
