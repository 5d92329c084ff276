package io.seqlab.probe;

import ai.djl.ndarray.NDManager;
import io.seqlab.config.DecodingSpec;
import io.seqlab.data.Batch;
import io.seqlab.data.Batcher;
import io.seqlab.data.Example;
import io.seqlab.data.Pair;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.Vocabulary;
import io.seqlab.decode.GreedySearch;
import io.seqlab.decode.Hypothesis;
import io.seqlab.decode.Scorer;
import io.seqlab.decode.SpecialTokens;
import io.seqlab.model.core.Seq2Seq;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Asks a model about examples, in batches of similar length; what comes back stands in the order of
 * the examples.
 *
 * @param model with its weights
 * @param manager the arrays are made on
 * @param vocabularies of the model
 * @param decoding how it answers
 */
public record Evaluator(
    Seq2Seq model, NDManager manager, Vocabularies vocabularies, DecodingSpec decoding) {
  private static final SpecialTokens SPECIAL = new SpecialTokens(Vocabulary.BOS, Vocabulary.EOS);

  /** Free answers to all examples. */
  public List<Answer> answer(List<Example> examples, boolean keepAttention) {
    GreedySearch search = new GreedySearch(model, SPECIAL, decoding.maxLength(), keepAttention);
    Answer[] answers = new Answer[examples.size()];
    for (Batch batch : batches(examples)) {
      List<Hypothesis> found = search.search(manager, batch.sources());
      for (int i = 0; i < batch.size(); i++) {
        Example example = examples.get(batch.examples()[i]);
        Hypothesis hypothesis = found.get(i);
        int width = batch.sources()[i].length;
        List<float[]> attention = new ArrayList<>();
        for (float[] row : hypothesis.attention()) {
          attention.add(Arrays.copyOf(row, width)); // without the padding of the batch
        }
        answers[batch.examples()[i]] =
            new Answer(
                example.source(),
                example.target(),
                vocabularies.target().decode(hypothesis.tokens()),
                hypothesis.logProbability(),
                attention);
      }
    }
    return List.of(answers);
  }

  /** The probability of every reference. */
  public List<Scored> score(List<Example> examples) {
    Scorer scorer = new Scorer(model, SPECIAL);
    Scored[] scores = new Scored[examples.size()];
    for (Batch batch : batches(examples)) {
      double[] sums = scorer.score(manager, batch.sources(), batch.targets());
      for (int i = 0; i < sums.length; i++) {
        scores[batch.examples()[i]] = new Scored(sums[i], batch.targets()[i].length);
      }
    }
    return List.of(scores);
  }

  private List<Batch> batches(List<Example> examples) {
    List<Pair> pairs = vocabularies.encode(examples);
    return pairs.isEmpty() ? List.of() : Batcher.inOrder(pairs, decoding.batch());
  }
}
