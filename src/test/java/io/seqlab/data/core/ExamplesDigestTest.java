package io.seqlab.data.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExamplesDigestTest {
  private static final List<AlignmentLink> LINK = List.of(new AlignmentLink(0, 1));

  /** Digests are kept in files; the value is that of {@code sha256sum}. */
  @Test
  void formIsThatOfEarlierFiles() { // printf '1 2:\xc3\xa0b2 1:c0:1 0-1 ' | sha256sum
    assertThat(ExamplesDigest.of(List.of(new Example(List.of("àb"), List.of("c", ""), LINK))))
        .isEqualTo("fcc0002f04df615b051d00509946b4ba9ae9962380c431adf83eed56d81292fa");
  }

  @Test
  void everyChangeOfExamplesChangesTheDigest() {
    Example one = new Example(List.of("a", "b"), List.of("c"));
    Example two = new Example(List.of("b"), List.of());
    Stream<List<Example>> all =
        Stream.of(
            List.of(),
            List.of(one),
            List.of(one, two),
            List.of(two, one),
            List.of(one, one),
            List.of(new Example(List.of("a"), List.of("b", "c"))),
            List.of(new Example(List.of("ab"), List.of("c"))),
            List.of(new Example(List.of("a b"), List.of("c"))),
            List.of(new Example(List.of("1:a1:b"), List.of("c"))),
            List.of(new Example(List.of("a", "b", ""), List.of("c"))),
            List.of(new Example(one.source(), one.target(), LINK)));
    assertThat(all.map(ExamplesDigest::of)).doesNotHaveDuplicates();
  }
}
