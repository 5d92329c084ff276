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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of answers, and unknown words in them. */
class ExampleDecoderTest {
  private static final int BEAM = 60;
  private static final Vocabulary LETTERS = new Vocabulary(List.of("a", "A", "b", "B", "c"));
  private static final String HALF = "{type: rnn, cell: gru, hidden: 8}";
  private static final String ATTENTION =
      "{encoder: %s, decoder: {type: rnn, cell: gru, hidden: 8, attention: bahdanau}}"
          .formatted(HALF);

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

  /** Outputs are those without replacement, but for the unknown words, though these are read on. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void unknownWordsAreReplacedByWhatTheyAttendTo(int beam) {
    List<Example> examples =
        List.of(
            new Example(List.of("a", "Ada", "b", "Bob"), List.of()),
            new Example(List.of("Eve"), List.of()));
    String settings = "beam: %d, max_length: 12".formatted(beam);
    int replaced = 0;
    for (int seed = 1; seed <= 20; seed++) {
      try (ModelFixture fixture = new ModelFixture(ModelSpecs.parse(ATTENTION), seed)) {
        Wanted attention = Wanted.TOKENS.withAttention();
        List<List<Answer>> plain = decoder(fixture, settings).decode(examples, attention);
        List<List<Answer>> answers =
            decoder(fixture, settings + ", replace_unknown: true").decode(examples, Wanted.TOKENS);
        for (int i = 0; i < examples.size(); i++) {
          List<String> expected = new ArrayList<>(plain.get(i).get(0).tokens());
          for (int t = 0; t < expected.size(); t++) {
            if (expected.get(t).equals("<unk>")) {
              float[] weights = plain.get(i).get(0).attention().get(t);
              expected.set(t, mostAttended(examples.get(i).source(), weights));
              replaced++;
            }
          }
          assertThat(answers.get(i).get(0).tokens()).isEqualTo(expected);
        }
      }
    }
    assertThat(replaced).isPositive();
  }

  private static String mostAttended(List<String> source, float[] weights) {
    return IntStream.range(0, source.size())
        .boxed()
        .max(Comparator.comparing(s -> weights[s]))
        .map(source::get)
        .orElseThrow();
  }

  private static ExampleDecoder decoder(ModelFixture fixture, String settings) {
    return new ExampleDecoder(
        Ensemble.of(fixture.model()),
        fixture.manager(),
        new Vocabularies(LETTERS, LETTERS),
        FOLDING,
        SpecReader.read("{%s}".formatted(settings), "decoding", DecodingSpec.class),
        Cancellation.NONE);
  }

  private static List<List<String>> texts(ModelFixture fixture, List<Example> examples, int n) {
    ExampleDecoder decoder = decoder(fixture, "beam: %d, max_length: 3".formatted(BEAM));
    return decoder.decode(examples, Wanted.TOKENS.of(n).withLogProbabilities()).stream()
        .map(answers -> answers.stream().map(a -> FOLDING.detokenize(a.tokens())).toList())
        .toList();
  }
}
