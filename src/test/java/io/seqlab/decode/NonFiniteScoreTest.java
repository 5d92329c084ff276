package io.seqlab.decode;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import io.seqlab.model.ModelSpecs.Definition;
import io.seqlab.model.core.NamedParameters;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model whose numbers overflow gives no answer. */
class NonFiniteScoreTest {
  private static final SpecialTokens SPECIAL = new SpecialTokens(Vocabulary.BOS, Vocabulary.EOS);

  static List<Definition> families() {
    return ModelSpecs.families();
  }

  @ParameterizedTest
  @MethodSource("families")
  void isNeitherDecodedNorScored(Definition definition) {
    try (ModelFixture fixture = new ModelFixture(definition.spec(), 21)) {
      NamedParameters.of(fixture.model())
          .get("decoder.output.bias")
          .getArray()
          .toByteBuffer(true)
          .asFloatBuffer()
          .put(1, Float.NaN);
      int[][] pairs = ModelFixture.sequences(new Random(8), 3, 5);
      assertRejected(() -> beam(fixture, 3).search(fixture.manager(), pairs));
      assertRejected(() -> beam(fixture, 1).search(fixture.manager(), pairs));
      assertRejected(() -> greedy(fixture).search(fixture.manager(), pairs));
      assertRejected(
          () -> new Scorer(fixture.model(), SPECIAL).score(fixture.manager(), pairs, pairs));
    }
  }

  private static void assertRejected(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(NonFiniteScoreException.class)
        .hasMessageContaining("learning_rate");
  }

  private static Search beam(ModelFixture fixture, int width) {
    return new BeamSearch(fixture.model(), SPECIAL, 4, width, 1, false, Cancellation.NONE);
  }

  private static Search greedy(ModelFixture fixture) {
    return new GreedySearch(fixture.model(), SPECIAL, 4, false, Cancellation.NONE);
  }
}
