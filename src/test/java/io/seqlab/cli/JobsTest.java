package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code seqlab run} with worker processes that are interrupted or killed. */
class JobsTest {
  /** No validation before the end: an earlier checkpoint was saved on interruption. */
  private static final String STUDY =
      """
      study: jobs
      task: {type: reverse, examples: {train: 160, valid: 8, test: 8}}
      training: {batch: {size: 8}, budget: {steps: 400}, validate_every: 1000}
      decoding: {max_length: 20}
      metrics: [exact_match]
      seeds: [1, 2]
      models:
        luong: {type: rnn, cell: lstm, hidden: 16, embedding: 16, attention: luong, dropout: 0.3}
        transformer: {type: transformer, d_model: 16, heads: 2, layers: 1, ff: 32, dropout: 0.3}
      """;

  private static final List<RunKey> RUNS =
      Stream.of(1L, 2L)
          .flatMap(seed -> Stream.of("luong", "transformer").map(m -> new RunKey(m, seed)))
          .toList();

  @TempDir static Path uninterrupted;
  @TempDir Path home;
  private SeqlabProcess seqlab;
  private Path out;

  @BeforeAll
  static void runUninterrupted() throws Exception {
    SeqlabProcess.of(uninterrupted, STUDY).finish(uninterrupted.resolve("out"));
  }

  @BeforeEach
  void write() throws IOException {
    seqlab = SeqlabProcess.of(home, STUDY);
    out = home.resolve("out");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // a killed process reports no signal there
  void killedWorkerFailsOnlyItsOwnRun() throws Exception {
    assertOnlyItsOwnRunEnds("KILL", RunStatus.FAILED, "failed: its process was killed (SIGKILL)");
  }

  @Test
  @Tag("slow")
  @DisabledOnOs(OS.WINDOWS)
  void terminatedWorkerStopsOnlyItsOwnRun() throws Exception {
    assertOnlyItsOwnRunEnds("TERM", RunStatus.STOPPED, "stopped at step");
  }

  private void assertOnlyItsOwnRunEnds(String signal, RunStatus status, String message)
      throws Exception {
    Process process = seqlab.start(out, "--jobs", "2");
    awaitTraining(process, 2);
    SeqlabProcess.send(signal, process.children().findFirst().orElseThrow());
    assertThat(seqlab.exitCode(process)).isEqualTo(1);
    assertThat(seqlab.output()).containsOnlyOnce(message);
    Map<RunStatus, Long> statuses =
        results().stream().collect(Collectors.groupingBy(RunResult::status, Collectors.counting()));
    assertThat(statuses).isEqualTo(Map.of(status, 1L, RunStatus.DONE, 3L));

    Map<RunKey, String> before = records();
    seqlab.finish(out, "--jobs", "2");
    Map<RunKey, String> after = records();
    assertThat(results()).allMatch(result -> result.status() == RunStatus.DONE);
    assertThat(RUNS.stream().filter(run -> !before.get(run).equals(after.get(run)))).hasSize(1);
    assertSameAsUninterrupted();
  }

  @Test
  @Tag("slow")
  @DisabledOnOs(OS.WINDOWS) // a process cannot be interrupted from outside there
  void interruptedRunResumesFromItsCheckpoint() throws Exception {
    assertResumesAfterInterrupt(1);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void interruptedWorkersResumeFromTheirCheckpoints() throws Exception {
    assertResumesAfterInterrupt(2, "--jobs", "2");
  }

  private void assertResumesAfterInterrupt(int training, String... arguments) throws Exception {
    Process process = seqlab.start(out, arguments);
    awaitTraining(process, training);
    SeqlabProcess.sendAll("INT", process);
    assertThat(seqlab.exitCode(process)).as(seqlab.output()).isEqualTo(130);
    assertThat(seqlab.output()).contains("stopped at step", "rerun the command to resume");
    List<RunResult> stopped = results();
    assertThat(stopped).isNotEmpty().allMatch(result -> result.status() == RunStatus.STOPPED);
    for (RunResult result : stopped) {
      assertThat(result.steps()).isBetween(1L, 399L);
      assertThat(checkpoint(out, result.key()).resolve("state.json"))
          .content()
          .contains("\"step\": " + result.steps() + ",");
    }
    seqlab.finish(out, arguments);
    assertSameAsUninterrupted();
  }

  /** After 30 s; {@code WorkerFaultsTest} shows it faster, with a process that only sleeps. */
  @Test
  @Tag("slow")
  @DisabledOnOs(OS.WINDOWS)
  void suspendedWorkerIsKilledWhenTheStudyIsStopped() throws Exception {
    Process process = seqlab.start(out, "--jobs", "2");
    awaitTraining(process, 2);
    ProcessHandle suspended = process.children().findFirst().orElseThrow();
    SeqlabProcess.send("STOP", suspended);
    SeqlabProcess.send("TERM", process.toHandle());
    assertThat(seqlab.exitCode(process)).as(seqlab.output()).isEqualTo(143);
    assertThat(seqlab.output()).contains("did not stop within 30 s and was killed");
    assertThat(suspended.isAlive()).isFalse();
    assertThat(results()).hasSize(2).allMatch(result -> result.status() == RunStatus.STOPPED);
    seqlab.finish(out, "--jobs", "2");
    assertSameAsUninterrupted();
  }

  @Test
  void workersStopWhenTheirParentIsKilled() throws Exception {
    Process process = seqlab.start(out, "--jobs", "2");
    awaitTraining(process, 2);
    List<ProcessHandle> workers = process.children().toList();
    SeqlabProcess.kill(process);
    for (ProcessHandle worker : workers) {
      worker.onExit().join();
    }
    for (RunKey run : RUNS.subList(0, 2)) {
      assertThat(checkpoint(out, run).resolve("state.json")).exists();
      assertThat(record(run)).content().contains("\"stopped\"");
    }
    seqlab.finish(out, "--jobs", "2");
    assertSameAsUninterrupted();
  }

  /** Waits until a number of runs have taken steps; none may have ended. */
  private void awaitTraining(Process process, int runs) throws Exception {
    Set<RunKey> training = Set.of();
    while (training.size() < runs) {
      seqlab.requireAlive(process);
      Thread.sleep(5);
      training = RUNS.stream().filter(this::isTraining).collect(Collectors.toSet());
    }
  }

  private boolean isTraining(RunKey run) {
    return out.resolve(run.folder()).resolve("metrics.jsonl").toFile().length() > 0;
  }

  private void assertSameAsUninterrupted() throws Exception {
    for (RunKey run : RUNS) {
      for (String file : List.of("checkpoints/latest/model.safetensors", "predictions.tsv")) {
        assertThat(SeqlabProcess.sha256(out.resolve(run.folder()).resolve(file)))
            .as("%s of %s", file, run)
            .isEqualTo(
                SeqlabProcess.sha256(
                    uninterrupted.resolve("out").resolve(run.folder()).resolve(file)));
      }
    }
  }

  private static Path checkpoint(Path out, RunKey run) {
    return out.resolve(run.folder()).resolve("checkpoints/latest");
  }

  private Path record(RunKey run) {
    return out.resolve(run.folder()).resolve("run.json");
  }

  private Map<RunKey, String> records() throws IOException {
    Map<RunKey, String> records = new HashMap<>();
    for (RunKey run : RUNS) {
      records.put(run, Files.readString(record(run)));
    }
    return records;
  }

  private List<RunResult> results() throws IOException {
    List<RunResult> results = new ArrayList<>();
    for (RunKey run : RUNS) {
      new ExperimentFolder(out).run(run).readRecord().ifPresent(r -> results.add(r.result()));
    }
    return results;
  }
}
