package io.seqlab.probe.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.batch.Batcher;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.model.core.ForwardPass;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.TokenBatch;
import java.util.List;

/**
 * Teacher forcing on test examples: at each step the decoder reads the reference prefix (gold
 * prefix), not its own output (Williams and Zipser 1989).
 */
public final class TeacherForcing {
  private TeacherForcing() {}

  /** The first test examples, at most {@code limit}. */
  public static List<Example> testExamples(ProbeContext context, int limit) {
    List<Example> test = context.taskData().test();
    return test.subList(0, Math.min(limit, test.size()));
  }

  /** Examples in batches of similar length. */
  public static List<Batch> batches(ProbeContext context, List<Example> examples) {
    return examples.isEmpty()
        ? List.of()
        : Batcher.forEvaluation(
            context.vocabularies().encode(examples), context.decoding().batch());
  }

  /** Targets shifted right behind begin-of-sequence, (B, T): the decoder's input. */
  public static TokenBatch decoderInput(NDManager scratch, int[][] targets) {
    return TokenBatch.of(scratch, targets).shiftRight(Vocabulary.BOS);
  }

  /** The next-token distribution at each target position, (B, T, V). */
  public static NDArray probabilities(
      Seq2Seq model, NDManager scratch, int[][] sources, int[][] targets) {
    return model
        .logits(
            ForwardPass.inference(scratch),
            TokenBatch.of(scratch, sources),
            decoderInput(scratch, targets))
        .softmax(-1);
  }
}
