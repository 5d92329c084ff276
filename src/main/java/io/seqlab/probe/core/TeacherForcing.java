package io.seqlab.probe.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.batch.Batcher;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.model.core.ForwardContext;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.TokenBatch;
import java.util.List;

/** Test examples in batches, and what models say of them under teacher forcing. */
public final class TeacherForcing {
  private TeacherForcing() {}

  /** The first test examples of a context, so many or all there are. */
  public static List<Example> testExamples(ProbeContext context, int most) {
    List<Example> test = context.taskData().test();
    return test.subList(0, Math.min(most, test.size()));
  }

  /** Examples in batches of similar length. */
  public static List<Batch> batches(ProbeContext context, List<Example> examples) {
    return examples.isEmpty()
        ? List.of()
        : Batcher.forEvaluation(
            context.vocabularies().encode(examples), context.decoding().batch());
  }

  /** What a decoder reads while it writes the targets of a batch. */
  public static TokenBatch decoderInput(NDManager scratch, int[][] targets) {
    return TokenBatch.of(scratch, targets).shiftRight(Vocabulary.BOS);
  }

  /** The distribution of the next token at every place of the targets, (B, T, V). */
  public static NDArray probabilities(
      Seq2Seq model, NDManager scratch, int[][] sources, int[][] targets) {
    ForwardContext pass = ForwardContext.inference(scratch);
    return model
        .logits(pass, TokenBatch.of(scratch, sources), decoderInput(scratch, targets))
        .softmax(-1);
  }
}
