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
import io.seqlab.model.core.ForwardPass;
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
 * Cost of one Transformer encoder layer, and of its attention alone, on one sequence of n tokens
 * ({@code length}), without gradients. d is the model size, H the number of heads.
 *
 * <ul>
 *   <li>prefix {@code attention_}: softmax(QKᵀ/√(d/H))·V of all heads, 4·n²·d operations;
 *   <li>prefix {@code block_}: that attention with its projections and the feed-forward layer,
 *       n·(8d² + 4·d·ff) operations more;
 *   <li>{@code …_seconds} (median), {@code …_flops}, and {@code …_memory_mb}: MiB of all arrays
 *       created, none of which is freed before the end;
 *   <li>{@code …_seconds_exponent}, {@code …_flops_exponent}, {@code …_memory_mb_exponent}: see
 *       {@link ScalingExponent}.
 * </ul>
 *
 * <p>The layer has the sizes of the model's encoder and new random weights.
 */
record AttentionCost(TransformerEncoderSpec spec, NDManager manager, MedianTimer timer) {
  private static final String LENGTH = "length";
  private static final String SECONDS = "_seconds";
  private static final String FLOPS = "_flops";
  private static final String MEMORY = "_memory_mb";
  private static final long MIB = 1 << 20;

  private static final int VOCABULARY = 100;

  /**
   * Measures both at each length.
   *
   * @param lengths ascending, so that no length runs in memory that a longer one has left
   */
  List<Measurement> measure(List<Integer> lengths) {
    TransformerEncoder block = newBlock();
    try (NDManager weights = manager.newSubManager()) {
      block.initialize(weights, DataType.FLOAT32);
      List<Measurement> measurements = new ArrayList<>();
      measurements.addAll(measure("attention", lengths, this::runAttention, this::attentionFlops));
      measurements.addAll(measure("block", lengths, n -> runBlock(block, n), this::blockFlops));
      return measurements;
    }
  }

  private List<Measurement> measure(
      String part, List<Integer> lengths, IntToLongFunction work, IntToDoubleFunction flops) {
    List<Measurement> measurements = new ArrayList<>();
    for (int length : lengths) {
      long[] bytes = new long[1];
      MedianTimer.Timing time = timer.time(() -> bytes[0] = work.applyAsLong(length));
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

  /** Runs attention alone; returns the bytes of all arrays. */
  private long runAttention(int length) {
    try (NDManager scratch = manager.newSubManager()) {
      int width = spec.dModel() / spec.heads();
      DotScore score = new DotScore(1 / Math.sqrt(width));
      Shape shape = new Shape(spec.heads(), length, width);
      NDArray states = scratch.randomNormal(shape); // (H, n, d/H): each head is a row of a batch
      ForwardPass forward = ForwardPass.inference(scratch);
      AttentionMemory memory =
          new AttentionMemory(score.keys(forward, states), states, new PaddingMask(null));
      memory.attend(forward, score, scratch.randomNormal(shape)).contextVectors().getFloat(0, 0, 0);
      return bytes(scratch);
    }
  }

  private TransformerEncoder newBlock() {
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

  /** Runs a layer; returns the bytes of all arrays. */
  private long runBlock(TransformerEncoder block, int length) {
    try (NDManager scratch = manager.newSubManager()) {
      ForwardPass forward = ForwardPass.inference(scratch);
      int[] ids = new int[length];
      Arrays.fill(ids, Vocabulary.EOS);
      block.encode(forward, TokenBatch.of(scratch, new int[][] {ids})).states().getFloat(0, 0, 0);
      return bytes(scratch);
    }
  }

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
