package io.seqlab.evaluation;

import ai.djl.ndarray.NDManager;
import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.DecodingSpec;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.batch.Batcher;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.decode.BeamSearch;
import io.seqlab.decode.GreedySearch;
import io.seqlab.decode.Hypothesis;
import io.seqlab.decode.Scorer;
import io.seqlab.decode.Search;
import io.seqlab.decode.SpecialTokens;
import io.seqlab.model.core.Seq2Seq;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Decodes and scores examples in batches of similar length; results are in the order of the
 * examples.
 *
 * @param model with its weights
 * @param manager of the arrays
 * @param vocabularies of the model
 * @param decoding settings
 * @param cancellation polled between batches and decoding steps
 */
public record Evaluator(
    Seq2Seq model,
    NDManager manager,
    Vocabularies vocabularies,
    DecodingSpec decoding,
    Cancellation cancellation) {
  private static final SpecialTokens SPECIAL = new SpecialTokens(Vocabulary.BOS, Vocabulary.EOS);

  /** The best output for each example. */
  public List<Answer> decode(List<Example> examples, boolean keepAttention) {
    return nBest(examples, keepAttention).stream().map(answers -> answers.get(0)).toList();
  }

  /** The outputs for each example, best first: one, or at most as many as the beam width. */
  public List<List<Answer>> nBest(List<Example> examples, boolean keepAttention) {
    Search search = search(keepAttention);
    List<List<Answer>> answers = new ArrayList<>(Collections.nCopies(examples.size(), List.of()));
    for (Batch batch : batches(examples)) {
      List<List<Hypothesis>> hypotheses = search.search(manager, batch.sources());
      for (int i = 0; i < batch.size(); i++) {
        Example example = examples.get(batch.indices()[i]);
        int sourceLength = batch.sources()[i].length;
        answers.set(
            batch.indices()[i],
            hypotheses.get(i).stream().map(h -> answer(example, h, sourceLength)).toList());
      }
    }
    return answers;
  }

  /** Greedy search for a beam width of 1, else beam search. */
  public Search search(boolean keepAttention) {
    return decoding.beam() == 1
        ? new GreedySearch(model, SPECIAL, decoding.maxLength(), keepAttention, cancellation)
        : new BeamSearch(
            model,
            SPECIAL,
            decoding.maxLength(),
            decoding.beam(),
            decoding.lengthPenalty(),
            keepAttention,
            cancellation);
  }

  private Answer answer(Example example, Hypothesis hypothesis, int sourceLength) {
    List<float[]> attention = new ArrayList<>();
    for (int t = 0; t < hypothesis.attention().length; t++) {
      if (t == hypothesis.tokens().length || Vocabulary.isDecoded(hypothesis.tokens()[t])) {
        attention.add(Arrays.copyOf(hypothesis.attention()[t], sourceLength)); // without padding
      }
    }
    List<String> tokens = vocabularies.target().decode(hypothesis.tokens());
    return new Answer(
        example.source(), example.target(), tokens, hypothesis.logProbability(), attention);
  }

  /** The log-probability of every reference. */
  public List<ReferenceScore> score(List<Example> examples) {
    Scorer scorer = new Scorer(model, SPECIAL);
    ReferenceScore[] scores = new ReferenceScore[examples.size()];
    for (Batch batch : batches(examples)) {
      cancellation.check();
      double[] sums = scorer.score(manager, batch.sources(), batch.targets());
      for (int i = 0; i < sums.length; i++) {
        scores[batch.indices()[i]] = new ReferenceScore(sums[i], batch.targets()[i].length);
      }
    }
    return List.of(scores);
  }

  private List<Batch> batches(List<Example> examples) {
    List<EncodedPair> pairs = vocabularies.encode(examples);
    return pairs.isEmpty() ? List.of() : Batcher.forEvaluation(pairs, decoding.batch());
  }
}
