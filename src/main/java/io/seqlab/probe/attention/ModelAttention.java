package io.seqlab.probe.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.core.Example;
import io.seqlab.model.core.Encoding;
import io.seqlab.model.core.ForwardPass;
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
 * All attention weights of a model on examples, under teacher forcing, bottom layer first.
 *
 * @param encoderLayers self-attention of the encoder, (layer, head, example)
 * @param crossLayers attention of the decoder over the source, (layer, head, example)
 */
record ModelAttention(
    List<List<List<AttentionMatrix>>> encoderLayers,
    List<List<List<AttentionMatrix>>> crossLayers) {

  /** Runs a model on examples. */
  static ModelAttention of(ProbeContext context, List<Example> examples) {
    HeadCollector encoder = new HeadCollector(examples, Batch::sources);
    HeadCollector cross = new HeadCollector(examples, Batch::targets);
    Seq2Seq model = context.model();
    for (Batch batch : TeacherForcing.batches(context, examples)) {
      context.cancellation().check();
      try (NDManager scratch = context.manager().newSubManager()) {
        ParameterStore store = new ParameterStore(scratch, false);
        AttentionCapture inEncoder = new AttentionCapture();
        AttentionCapture inDecoder = new AttentionCapture();
        TokenBatch source = TokenBatch.of(scratch, batch.sources());
        Encoding encoding =
            model.encoder().encode(new ForwardPass(store, false, inEncoder), source);
        NDArray target = TeacherForcing.decoderInput(scratch, batch.targets()).ids();
        model.decoder().logits(new ForwardPass(store, false, inDecoder), encoding, target);
        encoder.add(inEncoder.layers(), inEncoder, batch);
        cross.add(model.decoder().sourceAttention(), inDecoder, batch);
      }
    }
    return new ModelAttention(encoder.layers(), cross.layers());
  }

  /** The mean over the heads of the top cross-attention layer, (example); empty without one. */
  List<AttentionMatrix> decoder() {
    return crossLayers.isEmpty()
        ? List.of()
        : AttentionMatrix.mean(crossLayers.get(crossLayers.size() - 1));
  }

  /** Collects matrices by layer and head; {@code queries} are the tokens that rows belong to. */
  private static final class HeadCollector {
    private final List<Example> examples;
    private final Function<Batch, int[][]> queries;
    private final Map<SizedBlock, List<List<AttentionMatrix>>> layers = new LinkedHashMap<>();

    HeadCollector(List<Example> examples, Function<Batch, int[][]> queries) {
      this.examples = examples;
      this.queries = queries;
    }

    void add(Iterable<SizedBlock> attention, AttentionCapture capture, Batch batch) {
      attention.forEach(layer -> add(layer, capture.weights(layer), batch));
    }

    /** Adds weights (B, H, T, S). */
    private void add(SizedBlock layer, NDArray weights, Batch batch) {
      Shape shape = weights.getShape();
      float[] flat = weights.toFloatArray();
      int headCount = Math.toIntExact(shape.get(1));
      List<List<AttentionMatrix>> heads =
          layers.computeIfAbsent(
              layer,
              l ->
                  Stream.<List<AttentionMatrix>>generate(ArrayList::new).limit(headCount).toList());
      for (int b = 0; b < batch.size(); b++) {
        Example example = examples.get(batch.indices()[b]);
        for (int h = 0; h < headCount; h++) {
          List<float[]> rows = new ArrayList<>();
          for (int t = 0; t < queries.apply(batch)[b].length; t++) {
            long from = (((long) b * headCount + h) * shape.get(2) + t) * shape.get(3);
            int start = Math.toIntExact(from);
            rows.add(Arrays.copyOfRange(flat, start, start + batch.sources()[b].length));
          }
          heads.get(h).add(new AttentionMatrix(example, rows));
        }
      }
    }

    List<List<List<AttentionMatrix>>> layers() {
      return List.copyOf(layers.values());
    }
  }
}
