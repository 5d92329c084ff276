package io.seqlab.evaluation;

import ai.djl.ndarray.NDManager;
import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.DecodingSpec;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.decode.Ensemble;
import io.seqlab.decode.Wanted;
import io.seqlab.model.core.Seq2Seq;
import java.util.List;

/**
 * Decodes and scores examples in batches of similar length; results are in the order of the
 * examples.
 *
 * @param model with its weights
 * @param manager of the arrays
 * @param vocabularies of the model
 * @param tokenizer of the target
 * @param decoding settings
 * @param cancellation polled between batches and decoding steps
 */
public record Evaluator(
    Seq2Seq model,
    NDManager manager,
    Vocabularies vocabularies,
    Tokenizer tokenizer,
    DecodingSpec decoding,
    Cancellation cancellation) {

  /** The best output for each example. */
  public List<Answer> decode(List<Example> examples, Wanted wanted) {
    return new ExampleDecoder(
            Ensemble.of(model), manager, vocabularies, tokenizer, decoding, cancellation)
        .decode(examples, wanted.of(1)).stream().map(answers -> answers.get(0)).toList();
  }

  /** The log-probability of every reference, end-of-sequence included. */
  public List<ReferenceScore> score(List<Example> examples) {
    return new ExampleScorer(
            Ensemble.of(model), manager, vocabularies, decoding.batch(), cancellation)
        .score(examples, true);
  }
}
