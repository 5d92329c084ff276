package io.seqlab.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCountsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100, 100_000})
  void areExactWhateverFitsIntoMemory(int maxTokens) {
    Random random = new Random(3);
    Map<String, Long> expected = new HashMap<>();
    Map<String, Long> actual = new HashMap<>();
    try (TokenCounts counts = new TokenCounts(maxTokens)) {
      for (int i = 0; i < 200; i++) {
        List<String> sentence =
            IntStream.range(0, random.nextInt(8))
                .mapToObj(n -> "é😀\uFFFD".substring(0, random.nextInt(4)) + random.nextInt(40))
                .map(token -> token.replaceAll("\uD83D(?!\uDE00)", "x"))
                .toList();
        counts.add(sentence);
        sentence.forEach(token -> expected.merge(token, 1L, Long::sum));
      }
      counts.forEach((token, n) -> assertThat(actual.put(token, n)).isNull());
    }
    assertThat(actual).isEqualTo(expected);
  }
}
