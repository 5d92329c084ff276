package io.seqlab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.DecodingSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.data.Vocabularies;
import io.seqlab.data.core.Example;
import io.seqlab.data.text.Tokenizer;
import io.seqlab.data.text.Vocabulary;
import io.seqlab.decode.Ensemble;
import io.seqlab.decode.Wanted;
import io.seqlab.model.ModelFixture;
import io.seqlab.model.ModelSpecs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of answers. */
class ExampleDecoderTest {
  private static final int BEAM = 60;
  private static final Vocabulary LETTERS = new Vocabulary(List.of("a", "A", "b", "B", "c"));
  private static final String HALF = "{type: rnn, cell: gru, hidden: 8}";

  /** Several sequences of tokens have the same text, as of subwords. */
  private static final Tokenizer FOLDING =
      new Tokenizer() {
        @Override
        public List<String> tokenize(String text) {
          return Tokenizer.WORD.tokenize(text);
        }

        @Override
        public String detokenize(List<String> tokens) {
          return String.join(" ", tokens).toLowerCase(java.util.Locale.ROOT);
        }
      };

  /** A list of n is the beginning of a longer one, though hypotheses of equal text are left out. */
  @Test
  void listsAreAsLongAsTheBeamAllows() {
    List<Example> examples =
        List.of(new Example(List.of("a", "b"), List.of()), new Example(List.of("B"), List.of()));
    try (ModelFixture fixture =
        new ModelFixture(ModelSpecs.parse("{encoder: %s, decoder: %s}".formatted(HALF, HALF)), 2)) {
      List<List<String>> all = texts(fixture, examples, BEAM);
      for (int n = 2; n <= 14; n += 3) {
        List<List<String>> some = texts(fixture, examples, n);
        for (int i = 0; i < examples.size(); i++) {
          assertThat(some.get(i)).isEqualTo(all.get(i).subList(0, n)).doesNotHaveDuplicates();
        }
      }
    }
  }

  private static List<List<String>> texts(ModelFixture fixture, List<Example> examples, int n) {
    ExampleDecoder decoder =
        new ExampleDecoder(
            Ensemble.of(fixture.model()),
            fixture.manager(),
            new Vocabularies(LETTERS, LETTERS),
            FOLDING,
            SpecReader.read(
                "{beam: %d, max_length: 3}".formatted(BEAM), "decoding", DecodingSpec.class),
            Cancellation.NONE);
    return decoder.decode(examples, Wanted.TOKENS.of(n).withLogProbabilities()).stream()
        .map(answers -> answers.stream().map(a -> FOLDING.detokenize(a.tokens())).toList())
        .toList();
  }
}
