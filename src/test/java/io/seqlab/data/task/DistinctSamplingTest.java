package io.seqlab.data.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.data.TaskLoader;
import io.seqlab.data.core.Example;
import io.seqlab.data.core.RandomStream;
import io.seqlab.data.core.Split;
import io.seqlab.data.corpus.DataFolders;
import io.seqlab.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistinctSamplingTest {
  private static final String SIZES = ", examples: {train: 200, valid: 50, test: 50}";

  @Property(tries = 300)
  void drawsAndNumbersAreThoseOfPermutationSampler(
      @ForAll @IntRange(min = 1, max = 200) int size,
      @ForAll @IntRange(min = 1, max = 200) int count,
      @ForAll long seed) {
    int k = Math.min(size, count);
    UniformRandomProvider random = RandomStream.of(seed, "test", 0);
    UniformRandomProvider same = RandomStream.of(seed, "test", 0);
    assertThat(DistinctSampling.sample(random, size, k))
        .containsExactly(new PermutationSampler(same, size, k).sample());
    assertThat(random.nextLong()).isEqualTo(same.nextLong());
  }

  /** Digests of examples that version 0.1.0 generated with PermutationSampler. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: key_value_recall, keys: 1, pairs: {train: [1, 1], valid: [1, 1], test: [1, 1]}, examples: {train: 50, valid: 20, test: 20} | 93e3ddd62a12fd83",
        "type: key_value_recall, keys: 12, pairs: {train: [1, 12], valid: [1, 12], test: [12, 12]}"
            + SIZES
            + "| 217b8b22c797d03f",
        "type: key_value_recall" + SIZES + "| 2a4d4d459c958fea",
        "type: key_value_recall, keys: 5000, pairs: {train: [1, 40], valid: [1, 40], test: [1, 80]}"
            + SIZES
            + "| 3c2ad68d3f4ab98a",
        "type: coreference" + SIZES + "| 107aa326fc1d050e",
      })
  void generatedExamplesNeverChange(String task, String digest) {
    MessageDigest all = Sha256.start();
    for (Split split : Split.values()) {
      for (Example example :
          TaskLoader.split(TaskText.read(task), split, DataFolders.of(Map.of(), Path.of("")))
              .examples()) {
        all.update(text(example).getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(Sha256.hex(all)).startsWith(digest);
  }

  /** An example as that version printed it. */
  private static String text(Example example) {
    assertThat(example.otherReferences()).isEmpty();
    return "Example[source=%s, target=%s, alignment=%s]\n"
        .formatted(example.source(), example.target(), example.alignment());
  }

  @Test
  void aMillionKeysTakeNoLongerThanTheirSymbols() {
    String million = "type: key_value_recall, keys: 1000000, examples: {train: 5000}";
    Assertions.assertTimeoutPreemptively( // 10 s with an array of all keys for each example
        Duration.ofSeconds(5), () -> TaskText.load(million));
  }
}
