package io.seqlab.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.seqlab.data.Batch;
import io.seqlab.data.Batcher;
import io.seqlab.data.Example;
import io.seqlab.data.Vocabulary;
import io.seqlab.model.core.Pass;
import io.seqlab.model.core.Seq2Seq;
import io.seqlab.model.core.Tokens;
import java.util.List;

/** Test examples in batches, and what models say of them under teacher forcing. */
final class GoldPrefixes {
  private GoldPrefixes() {}

  /** The first test examples of a subject, so many or all there are. */
  static List<Example> examples(Subject subject, int most) {
    List<Example> test = subject.corpus().test();
    return test.subList(0, Math.min(most, test.size()));
  }

  /** Examples in batches of similar length. */
  static List<Batch> batches(Subject subject, List<Example> examples) {
    return examples.isEmpty()
        ? List.of()
        : Batcher.inOrder(subject.vocabularies().encode(examples), subject.decoding().batch());
  }

  /** What a decoder reads while it writes the targets of a batch. */
  static Tokens read(NDManager scratch, int[][] targets) {
    return Tokens.of(scratch, targets).shiftedBehind(Vocabulary.BOS);
  }

  /** The distribution of the next token at every place of the targets, (B, T, V). */
  static NDArray probabilities(Seq2Seq model, NDManager scratch, int[][] sources, int[][] targets) {
    Pass pass = new Pass(new ParameterStore(scratch, false), false);
    return model.logits(pass, Tokens.of(scratch, sources), read(scratch, targets)).softmax(-1);
  }
}
