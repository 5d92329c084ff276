package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that are stopped by a signal while no run is executed: they end at once. */
@DisabledOnOs(OS.WINDOWS) // a process cannot be interrupted from outside there
class SignalWithoutRunTest {
  private static final String STUDY =
      """
      study: signals
      task: {type: reverse, examples: {train: 16, valid: 4, test: 4}}
      training: {batch: {size: 8}, budget: {steps: 2}}
      metrics: [exact_match]
      seeds: [1]
      models:
        rnn: {type: rnn, hidden: 4, embedding: 4}
      """;

  private static final int MAX_SECONDS = 5; // 2 on an idle machine

  @TempDir Path home;
  private SeqlabProcess seqlab;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    seqlab = SeqlabProcess.of(home, STUDY);
    out = home.resolve("out");
  }

  /** Another process writes the tables; all runs have ended. */
  @Test
  void waitingForTheFolderEndsAtOnce() throws Exception {
    seqlab.finish(out);
    FolderLease other = FolderLeases.ofThisProcess().acquire(out, owner -> {});
    try {
      Process process = seqlab.start(out);
      awaitOutput(process, "Waiting");
      assertEnds(process, "INT", 130);
    } finally {
      other.close();
    }
    seqlab.finish(out);
  }

  /** Of two million examples, more than any machine generates until the signal. */
  @ParameterizedTest
  @ValueSource(strings = {"--jobs=1", "--jobs=2"})
  void loadingDataEndsAtOnce(String jobs) throws Exception {
    seqlab = seqlab.with("large", "-Xmx3g");
    Process process = seqlab.start(out, jobs, "--set", "task.examples.train=2000000");
    List<ProcessHandle> workers = awaitWorkers(process);
    Thread.sleep(500);
    assertEnds(process, "INT", 130);
    assertThat(seqlab.output()).isEmpty();
    assertThat(out).doesNotExist();
    for (ProcessHandle worker : workers) {
      worker.onExit().get(MAX_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** They start before the data is loaded. */
  private List<ProcessHandle> awaitWorkers(Process process) throws Exception {
    while (process.children().findAny().isEmpty()) {
      seqlab.requireAlive(process);
      Thread.sleep(5);
    }
    return process.children().toList();
  }

  /** The tables of an experiment that is gathered or reported are repeated by the next command. */
  @Test
  @Tag("slow")
  void gatheringIsRepeated() throws Exception {
    seqlab.finish(out);
    String results = Files.readString(out.resolve("results.csv"));
    Files.delete(out.resolve("results.csv"));
    Process process = seqlab.start(out);
    while (Files.notExists(out.resolve("results.csv"))) {
      seqlab.requireAlive(process);
      Thread.sleep(1);
    }
    assertEnds(process, "INT", 130);
    assertThat(seqlab.output()).doesNotContain("Exception", "\tat ");
    seqlab.finish(out);
    assertThat(out.resolve("results.csv")).hasContent(results);
    assertThat(out.resolve("report.html")).exists();
    try (var files = Files.walk(out)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
    }
  }

  @Test
  @Tag("slow")
  void checkOfALargeStudyEndsAtOnce() throws Exception {
    List<String> rates = IntStream.rangeClosed(1, 10_000).mapToObj(i -> i + "e-6").toList();
    Process process =
        seqlab.start(
            List.of(
                "check",
                seqlab.study().toString(),
                "--set",
                "grid={training.optimizer.learning_rate: " + rates + "}"));
    Thread.sleep(2000);
    assertEnds(process, "TERM", 143);
    assertThat(seqlab.output()).isEmpty();
  }

  private void awaitOutput(Process process, String text) throws Exception {
    while (!seqlab.output().contains(text)) {
      seqlab.requireAlive(process);
      Thread.sleep(5);
    }
  }

  private void assertEnds(Process process, String signal, int code) throws Exception {
    long begin = System.nanoTime();
    SeqlabProcess.send(signal, process.toHandle());
    assertThat(seqlab.exitCode(process)).isEqualTo(code);
    assertThat((System.nanoTime() - begin) / 1e9).isLessThan(MAX_SECONDS);
  }
}
