package io.seqlab.evaluation;

import ai.djl.ndarray.NDManager;
import io.seqlab.cancellation.Cancellation;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.core.Example;
import io.seqlab.decode.Ensemble;
import io.seqlab.decode.Scorer;
import java.util.List;

/**
 * Scores the references of examples in batches of similar length; results are in the order of the
 * examples.
 *
 * @param models one with its weights, or several as an ensemble
 * @param manager of the arrays
 * @param vocabularies of the models
 * @param batchSize examples in a batch
 * @param cancellation polled between batches
 */
public record ExampleScorer(
    Ensemble models,
    NDManager manager,
    Vocabularies vocabularies,
    int batchSize,
    Cancellation cancellation) {

  /**
   * The log-probability of every reference.
   *
   * @param withEnd whether end-of-sequence counts; not for an answer that was cut off
   */
  public List<ReferenceScore> score(List<Example> examples, boolean withEnd) {
    Scorer scorer = new Scorer(models, ExampleDecoder.SPECIAL);
    ReferenceScore[] scores = new ReferenceScore[examples.size()];
    for (Batch batch : ExampleDecoder.batches(vocabularies, examples, batchSize)) {
      cancellation.check();
      double[] sums =
          withEnd
              ? scorer.score(manager, batch.sources(), batch.targets())
              : scorer.scoreWithoutEnd(manager, batch.sources(), batch.targets());
      for (int i = 0; i < sums.length; i++) {
        int tokens = batch.targets()[i].length - (withEnd ? 0 : 1);
        scores[batch.indices()[i]] = new ReferenceScore(sums[i], tokens);
      }
    }
    return List.of(scores);
  }
}
