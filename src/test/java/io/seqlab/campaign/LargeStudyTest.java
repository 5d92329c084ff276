package io.seqlab.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.seqlab.result.file.ExperimentFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A report of many runs stays within a GiB. {@code -Dlarge.seeds=500} makes it one of 10,000 runs,
 * {@code -Dlarge.metrics=bleu,perplexity} one of other metrics.
 */
@Tag("slow")
class LargeStudyTest {
  private static final int MODELS = 20;
  private static final int EXAMPLES = 1000;
  private static final int SEEDS = Integer.getInteger("large.seeds", 20);
  private static final String METRICS =
      System.getProperty("large.metrics", "exact_match,token_accuracy,edit_distance");
  private static final long LIMIT_KB = 1 << 20;

  @TempDir private Path home;

  @Test
  void reportStaysWithinAGibibyte() throws Exception {
    assumeTrue(ProcessUse.isAvailable(), "memory is read from /proc");
    ExperimentFolder experiment =
        LargeStudy.write(
            home.resolve("large"), MODELS, SEEDS, EXAMPLES, List.of(METRICS.split(",", -1)));
    SeqlabCommand seqlab =
        new SeqlabCommand(
            SeqlabCommand.built().classPath(),
            List.of("-XX:+UseSerialGC", "-Xms32m", "-Xmx700m", "-Djava.awt.headless=true"));
    SeqlabCommand.Started report =
        seqlab.start(home, home.resolve("logs"), "report", experiment.path().toString());
    long resident = 0;
    for (Optional<ProcessUse> use = use(report); report.process().isAlive(); use = use(report)) {
      resident = Math.max(resident, use.map(ProcessUse::residentKb).orElse(0L));
      Thread.sleep(100);
    }
    SeqlabCommand.Ended ended = report.await();
    System.out.printf(
        "report of %d runs: %.0f s, %d MiB%n", MODELS * SEEDS, ended.seconds(), resident >> 10);
    assertThat(ended.exit()).as("%s", ended.text()).isZero();
    assertThat(resident).isLessThan(LIMIT_KB);
  }

  private static Optional<ProcessUse> use(SeqlabCommand.Started started) {
    return ProcessUse.of(started.process().pid());
  }
}
