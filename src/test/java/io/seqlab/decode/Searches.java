package io.seqlab.decode;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.DecodingSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.model.ModelFixture;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Searches with settings in YAML. */
final class Searches {
  static final SpecialTokens SPECIAL =
      new SpecialTokens(Vocabulary.PAD, Vocabulary.UNK, Vocabulary.BOS, Vocabulary.EOS);
  static final Wanted ALL = Wanted.TOKENS.withLogProbabilities().withAttention();

  /** Independent numbers for each sentence and sample. */
  static final Draws DRAWS =
      (source, sample) -> new SplittableRandom(31L * Arrays.hashCode(source) + sample)::nextDouble;

  private Searches() {}

  static DecodingSpec spec(String decoding) {
    return SpecReader.read(decoding, "decoding", DecodingSpec.class);
  }

  static SearchSettings settings(Ensemble model, String decoding, Wanted wanted) {
    return new SearchSettings(model, SPECIAL, spec(decoding), wanted, Cancellation.NONE);
  }

  static SearchSettings settings(ModelFixture fixture, String decoding, Wanted wanted) {
    return settings(Ensemble.of(fixture.model()), decoding, wanted);
  }

  /** The answers of the search that the settings name. */
  static List<List<Hypothesis>> search(
      ModelFixture fixture, String decoding, Wanted wanted, int[][] sources) {
    return Search.of(settings(fixture, decoding, wanted), DRAWS).search(fixture.manager(), sources);
  }

  /** log p of an answer as the scorer gives it: without an end if it was cut off. */
  static double score(ModelFixture fixture, int[] source, Hypothesis answer) {
    Scorer scorer = new Scorer(Ensemble.of(fixture.model()), SPECIAL);
    int[][] sources = {source};
    int[][] target = {withEnd(answer.tokens())};
    return answer.ended()
        ? scorer.score(fixture.manager(), sources, target)[0]
        : scorer.scoreWithoutEnd(fixture.manager(), sources, target)[0];
  }

  static int[] withEnd(int[] tokens) {
    int[] ended = Arrays.copyOf(tokens, tokens.length + 1);
    ended[tokens.length] = Vocabulary.EOS;
    return ended;
  }
}
