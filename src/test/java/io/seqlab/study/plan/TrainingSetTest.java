package io.seqlab.study.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.data.core.Example;
import io.seqlab.study.plan.TrainingSet.Overlap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TrainingSetTest {
  @Test
  void countsSourcesAndPairs() {
    List<Example> train = List.of(example("a b", "x"), example("c", "y"), example("c", "z"));
    List<Example> test =
        List.of(
            example("a b", "x"), // the pair
            example("c", "x"), // the source alone
            example("c", "z"),
            example("ab", "x"),
            example("x", "a b"),
            example("a", "b x"));
    assertThat(TrainingSet.of(train, List.of(List.of(), test)).with(test))
        .isEqualTo(new Overlap(3, 4, 2));
    assertThat(TrainingSet.NONE.with(List.of(example("a", "b")))).isEqualTo(Overlap.NONE);
  }

  /** Few and short tokens, so that sequences meet, and differ only in where their tokens end. */
  @Property(tries = 200)
  void countsAsSetsDo(
      @ForAll("examples") List<Example> train, @ForAll("examples") List<Example> test) {
    Set<List<String>> sources = train.stream().map(Example::source).collect(Collectors.toSet());
    Set<List<String>> targets = train.stream().map(Example::target).collect(Collectors.toSet());
    Set<Example> pairs = Set.copyOf(train);
    assertThat(TrainingSet.of(train, List.of(test)).with(test))
        .isEqualTo(
            new Overlap(
                test.stream().filter(e -> sources.contains(e.source())).count(),
                test.stream().filter(e -> targets.contains(e.target())).count(),
                test.stream().filter(pairs::contains).count()));
  }

  @Provide
  Arbitrary<List<Example>> examples() {
    Arbitrary<List<String>> side = Arbitraries.of("a", "b", "ab", "ba").list().ofMaxSize(3);
    return Combinators.combine(side, side).as((s, t) -> new Example(s, t)).list().ofMaxSize(20);
  }

  private static Example example(String source, String target) {
    return new Example(List.of(source.split(" ")), List.of(target.split(" ")));
  }
}
