package io.seqlab.probe.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.core.Example;
import io.seqlab.model.core.EncoderOutput;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.SizedBlock;
import io.seqlab.model.core.TokenBatch;
import io.seqlab.probe.core.ProbeContext;
import io.seqlab.probe.core.TeacherForcing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where a model looks while it reads and, on gold prefixes, while it writes.
 *
 * @param encoder every head of self-attention in the encoder, bottom layer first
 * @param heads every head that attends to the source, bottom layer first
 * @param step what a step of the decoder tells: the mean over the heads of the top layer; empty
 *     without attention
 */
record ModelAttention(
    List<List<AttentionMatrix>> encoder,
    List<List<AttentionMatrix>> heads,
    List<AttentionMatrix> step) {

  /** Looks at examples. */
  static ModelAttention of(ProbeContext context, List<Example> examples) {
    Side measurement = new Side(examples, Batch::sources);
    Side writing = new Side(examples, Batch::targets);
    Seq2Seq model = context.model();
    for (Batch batch : TeacherForcing.batches(context, examples)) {
      try (NDManager scratch = context.manager().newSubManager()) {
        ParameterStore store = new ParameterStore(scratch, false);
        AttentionCapture reads = new AttentionCapture();
        AttentionCapture writes = new AttentionCapture();
        TokenBatch source = TokenBatch.of(scratch, batch.sources());
        EncoderOutput encoding =
            model.encoder().encode(new ForwardContext(store, false, reads), source);
        NDArray target = TeacherForcing.decoderInput(scratch, batch.targets()).ids();
        model.decoder().logits(new ForwardContext(store, false, writes), encoding, target);
        reads.sites().forEach(site -> measurement.add(site, reads.weights(site), batch));
        model
            .decoder()
            .sourceAttention()
            .forEach(site -> writing.add(site, writes.weights(site), batch));
      }
    }
    List<List<AttentionMatrix>> top = writing.top();
    return new ModelAttention(
        measurement.heads(),
        writing.heads(),
        top.isEmpty() ? List.of() : AttentionMatrix.mean(top));
  }

  /** The matrices of one half of a model, whose rows stand for the places of a sequence. */
  private static final class Side {
    private final List<Example> examples;
    private final Function<Batch, int[][]> rows;
    private final Map<SizedBlock, List<List<AttentionMatrix>>> layers = new LinkedHashMap<>();

    Side(List<Example> examples, Function<Batch, int[][]> rows) {
      this.examples = examples;
      this.rows = rows;
    }

    /** Adds weights (B, H, T, S). */
    void add(SizedBlock site, NDArray weights, Batch batch) {
      Shape shape = weights.getShape();
      float[] flat = weights.toFloatArray();
      int heads = Math.toIntExact(shape.get(1));
      List<List<AttentionMatrix>> layer = layers.computeIfAbsent(site, s -> emptyLists(heads));
      for (int b = 0; b < batch.size(); b++) {
        Example example = examples.get(batch.indices()[b]);
        for (int h = 0; h < heads; h++) {
          List<float[]> kept = new ArrayList<>();
          for (int t = 0; t < rows.apply(batch)[b].length; t++) {
            long from = (((long) b * heads + h) * shape.get(2) + t) * shape.get(3);
            int start = Math.toIntExact(from);
            kept.add(Arrays.copyOfRange(flat, start, start + batch.sources()[b].length));
          }
          layer.get(h).add(new AttentionMatrix(example, kept));
        }
      }
    }

    private static List<List<AttentionMatrix>> emptyLists(int count) {
      return Stream.<List<AttentionMatrix>>generate(ArrayList::new).limit(count).toList();
    }

    List<List<AttentionMatrix>> heads() {
      return layers.values().stream().flatMap(List::stream).toList();
    }

    /** The heads of the layer added last. */
    List<List<AttentionMatrix>> top() {
      return layers.values().stream().reduce(List.of(), (below, above) -> above);
    }
  }
}
