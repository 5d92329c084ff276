package io.seqlab.decode;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
      for (Wanted wanted : List.of(Wanted.TOKENS, Searches.ALL)) {
        for (String decoding : List.of("{}", "{beam: 3}", "{sample: true}")) {
          assertRejected(() -> Searches.search(fixture, decoding, wanted, pairs));
        }
        assertRejected(
            () ->
                new BeamSearch(Searches.settings(fixture, "{}", wanted))
                    .search(fixture.manager(), pairs));
      }
      assertRejected(
          () ->
              new Scorer(Ensemble.of(fixture.model()), Searches.SPECIAL)
                  .score(fixture.manager(), pairs, pairs));
    }
  }

  private static void assertRejected(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(NonFiniteScoreException.class)
        .hasMessageContaining("learning_rate");
  }
}
