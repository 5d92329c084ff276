package io.seqlab.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> KEYS = List.of("cell", "hidden", "embedding", "layers");

  @Test
  void findsTheNearestCandidate() {
    assertThat(NearestName.of("hiden", KEYS)).contains("hidden");
    assertThat(NearestName.of("hidedn", KEYS)).contains("hidden");
    assertThat(NearestName.of("Cell", KEYS)).contains("cell");
    assertThat(NearestName.of("exact-match", List.of("bleu", "exact_match")))
        .contains("exact_match");
  }

  @Test
  void suggestsNothingIfNoCandidateIsNear() {
    assertThat(NearestName.of("zzzzzz", KEYS)).isEmpty();
    assertThat(NearestName.of("x", List.of())).isEmpty();
    assertThat(NearestName.hint("zzzzzz", "keys", List.of("a", "b"))).isEqualTo("keys: a, b");
    assertThat(NearestName.hint("layer", "keys", KEYS))
        .isEqualTo("did you mean 'layers'? (keys: cell, hidden, embedding, layers)");
  }

  @Test
  void sortsCandidatesByDistance() {
    List<String> many = List.of("parameters", "loss", "blue", "steps", "bleu");
    assertThat(NearestName.nearest("bleu", many, 2)).containsExactly("bleu", "blue");
    assertThat(NearestName.nearest("bleu", List.of("a"), 2)).containsExactly("a");
  }

  @Property(tries = 200)
  void aCandidateIsNearestToItself(
      @ForAll @Size(min = 1, max = 6)
          List<@AlphaChars @StringLength(min = 1, max = 9) String> words) {
    for (String word : words) {
      assertThat(NearestName.of(word, words).orElseThrow()).isEqualToIgnoringCase(word);
    }
  }
}
