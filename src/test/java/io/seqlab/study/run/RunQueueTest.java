package io.seqlab.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.RunKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Order of runs. */
class RunQueueTest {
  private static final Map<String, Long> MILLISECONDS =
      Map.of("quick", 1L, "middle", 60L, "slow", 160L);

  @TempDir private Path home;

  @Test
  void ordersBySeedThenByKnownDuration() throws IOException {
    List<RunContext> runs =
        LongStream.of(7, 3)
            .boxed()
            .flatMap(seed -> Stream.of("quick", "slow", "middle").map(name -> run(name, seed)))
            .toList();
    List<String> order = new ArrayList<>();
    new RunQueue(runs)
        .drain(
            run -> {
              order.add(run.key().model() + run.key().seed());
              sleep(MILLISECONDS.get(run.key().model()));
              return RunOutcome.ended(Optional.empty());
            });
    assertThat(order).containsExactly("quick7", "slow7", "middle7", "slow3", "middle3", "quick3");
  }

  private RunContext run(String model, long seed) {
    RunFolder folder = new RunFolder(home.resolve(model + seed));
    return new RunContext(
        new RunKey(model, seed), null, folder, null, new StudyListener() {}, () -> false);
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
