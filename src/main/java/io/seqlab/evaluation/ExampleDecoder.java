package io.seqlab.evaluation;

import ai.djl.ndarray.NDManager;
import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.DecodingSpec;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.batch.Batch;
import io.seqlab.data.batch.Batcher;
import io.seqlab.data.batch.EncodedPair;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.RandomStream;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.decode.Draws;
import io.seqlab.decode.Ensemble;
import io.seqlab.decode.Hypothesis;
import io.seqlab.decode.Search;
import io.seqlab.decode.SearchSettings;
import io.seqlab.decode.SpecialTokens;
import io.seqlab.decode.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decodes examples in batches of similar length; answers are in the order of the examples.
 *
 * @param model one or several with these vocabularies
 * @param manager of the arrays
 * @param target tokenizer, for utilities of text
 * @param decoding settings
 * @param cancellation polled between batches and decoding steps
 */
public record ExampleDecoder(
    Ensemble model,
    NDManager manager,
    Vocabularies vocabularies,
    Tokenizer target,
    DecodingSpec decoding,
    Cancellation cancellation) {
  /** PyTorch hands over at most 2 GiB at a time, which is 2²⁹ numbers. */
  private static final long MAX_SCORES = (1L << 29) - 1;

  /** The special tokens of every vocabulary. */
  public static final SpecialTokens SPECIAL =
      new SpecialTokens(Vocabulary.PAD, Vocabulary.UNK, Vocabulary.BOS, Vocabulary.EOS);

  /**
   * The answers for each example, at least one: the best different outputs, best first; of sampling
   * the samples in the order of the draws.
   */
  public List<List<Answer>> decode(List<Example> examples, Wanted wanted) {
    // Hypotheses of equal text are one answer, so that an n-best list needs all of the beam.
    boolean list = wanted.answers() > 1 && !decoding.sample();
    Search search = search(list ? wanted.of(Math.max(wanted.answers(), decoding.beam())) : wanted);
    List<List<Answer>> answers = new ArrayList<>(Collections.nCopies(examples.size(), List.of()));
    for (Batch batch : batches(vocabularies, examples, batchSize(wanted))) {
      List<List<Hypothesis>> hypotheses = search.search(manager, batch.sources());
      for (int i = 0; i < batch.size(); i++) {
        Example example = examples.get(batch.indices()[i]);
        int sourceLength = batch.sources()[i].length;
        List<Answer> found =
            hypotheses.get(i).stream().map(h -> answer(example, h, sourceLength)).toList();
        answers.set(batch.indices()[i], different(found).stream().limit(wanted.answers()).toList());
      }
    }
    return answers;
  }

  /** Sentences of a batch, whose scores must fit into an array. */
  private int batchSize(Wanted wanted) {
    long rows = Math.max(decoding.beam(), decoding.mbrSamples().orElse(wanted.answers()));
    long fitting = MAX_SCORES / (rows * vocabularies.target().size());
    return (int) Math.max(1, Math.min(decoding.batch(), fitting));
  }

  static List<Batch> batches(Vocabularies vocabularies, List<Example> examples, int size) {
    List<EncodedPair> pairs = vocabularies.encode(examples);
    return pairs.isEmpty() ? List.of() : Batcher.forEvaluation(pairs, size);
  }

  /** The search with these settings. */
  public Search search(Wanted wanted) {
    Wanted searched = decoding.replaceUnknown() ? wanted.withAttention() : wanted;
    Wanted sampled = decoding.mbrSamples().map(searched::of).orElse(searched);
    Search search =
        Search.of(
            new SearchSettings(model, SPECIAL, decoding, sampled, cancellation),
            draws(decoding.seed()));
    return decoding.mbrSamples().isEmpty()
        ? search
        : new MinimumBayesRisk(
            search,
            hypothesis -> vocabularies.target().decode(hypothesis.tokens()),
            MinimumBayesRisk.utility(decoding.mbrUtility(), target),
            wanted.answers(),
            cancellation);
  }

  /** Random numbers that depend only on the seed, the sentence and the number of the sample. */
  private static Draws draws(long seed) {
    return (source, sample) -> {
      long sentence = 1;
      for (int id : source) {
        sentence = 31 * sentence + id;
      }
      return RandomStream.numbers(seed, "sample " + sample, sentence);
    };
  }

  /**
   * The answers of different text: several sequences of tokens may have the same. Samples may be
   * equal.
   */
  private List<Answer> different(List<Answer> found) {
    Set<String> seen = new HashSet<>();
    return decoding.sample() && decoding.mbrSamples().isEmpty()
        ? found
        : found.stream().filter(each -> seen.add(target.detokenize(each.tokens()))).toList();
  }

  private Answer answer(Example example, Hypothesis hypothesis, int sourceLength) {
    List<float[]> attention = new ArrayList<>();
    for (float[] weights : hypothesis.attention()) {
      attention.add(Arrays.copyOf(weights, sourceLength)); // without padding
    }
    List<String> tokens = vocabularies.target().decode(hypothesis.tokens());
    return new Answer(
        example.source(),
        example.target(),
        example.otherReferences(),
        decoding.replaceUnknown()
            ? UnknownWords.replace(tokens, hypothesis.tokens(), example.source(), attention)
            : tokens,
        hypothesis.logProbability(),
        attention);
  }
}
