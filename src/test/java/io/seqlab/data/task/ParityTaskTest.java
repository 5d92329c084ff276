package io.seqlab.data.task;

import static io.seqlab.data.task.TaskText.load;
import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.data.TaskData;
import io.seqlab.data.core.Example;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ParityTaskTest {
  @Property(tries = 20)
  void tellsWhetherTheOnesAreEvenOrOdd(
      @ForAll @IntRange(min = 1, max = 80) int shortest,
      @ForAll @IntRange(max = 20) int more,
      @ForAll boolean running) {
    TaskData corpus =
        load(
            "type: parity, running: %s, lengths: {test: [%d, %d]}, examples: {train: 100, test: 90}"
                .formatted(running, shortest, shortest + more));
    for (Example example : corpus.test()) {
      List<String> bits = example.source();
      assertThat(bits).hasSizeBetween(shortest, shortest + more);
      assertThat(example.target()).hasSize(running ? bits.size() : 1);
      assertThat(example.target()).last().isEqualTo(parity(bits));
      for (int i = 0; running && i < bits.size(); i++) {
        assertThat(example.target().get(i)).isEqualTo(parity(bits.subList(0, i + 1)));
      }
    }
  }

  private static String parity(List<String> bits) {
    return new BigInteger(String.join("", bits), 2).bitCount() % 2 == 0 ? "even" : "odd";
  }
}
