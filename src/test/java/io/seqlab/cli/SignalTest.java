package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code seqlab run}, stopped by a signal in each of its phases. */
@DisabledOnOs(OS.WINDOWS) // a process cannot be interrupted from outside there
class SignalTest {
  private static final String STUDY =
      """
      study: signals
      task: {type: reverse, lengths: {train: [5, 9], valid: [5, 9], test: [5, 9]}, examples: {train: 160, valid: 160, test: 240}}
      training: {batch: {size: 8}, budget: {steps: 30}, validate_every: 30}
      decoding: {max_length: 60, beam: 5, batch: 8}
      metrics: [exact_match]
      probes: [{type: retention, lengths: [5, 6, 7]}]
      seeds: [1]
      models:
        luong: {type: rnn, cell: lstm, hidden: 16, embedding: 16, attention: luong, dropout: 0.3}
      """;

  /** A phase of a run: the file that shows its begin, and the one that its end writes. */
  enum Phase {
    TRAINING("metrics.jsonl", "checkpoints/best/state.json"),
    VALIDATION("metrics.jsonl", "validations.tsv"),
    DECODING("checkpoints/latest/state.json", "predictions.tsv"),
    PROBE("predictions.tsv", "measures.csv");

    private final String begin;
    private final String end;

    Phase(String begin, String end) {
      this.begin = begin;
      this.end = end;
    }

    boolean begun(Path run) throws IOException {
      Path file = run.resolve(begin);
      long lines = this == VALIDATION ? 3 : 1; // the last step is logged
      return Files.exists(file) && Files.readAllLines(file).size() >= lines;
    }

    boolean ended(Path run) throws IOException {
      Path file = run.resolve(end);
      return Files.exists(file) && (this != PROBE || Files.readString(file).contains("retention"));
    }
  }

  private static final int MAX_SECONDS = 5; // 2 on an idle machine

  @TempDir Path home;
  private SeqlabProcess seqlab;
  private Path out;
  private Path run;

  @BeforeEach
  void write() throws IOException {
    seqlab = SeqlabProcess.of(home, STUDY);
    out = home.resolve("out");
    run = out.resolve("runs/luong/s1");
  }

  @Test
  void interruptedDecodingIsRepeated() throws Exception {
    assertStopsAndResumes("INT", Phase.DECODING);
  }

  @ParameterizedTest
  @CsvSource({
    "INT, TRAINING",
    "INT, VALIDATION",
    "INT, PROBE",
    "TERM, TRAINING",
    "TERM, VALIDATION",
    "TERM, DECODING",
    "TERM, PROBE"
  })
  @Tag("slow")
  void stopsInEveryPhase(String signal, Phase phase) throws Exception {
    assertStopsAndResumes(signal, phase);
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  @Tag("slow")
  void workersStopInEveryPhase(Phase phase) throws Exception {
    assertStopsAndResumes("INT", phase, "--jobs", "2");
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  @Tag("slow")
  void allProcessesInterruptedAtOnceStopInEveryPhase(Phase phase) throws Exception {
    String[] all = arguments(phase, "--jobs", "2");
    Process process = seqlab.start(out, all);
    await(process, phase);
    assertStops(process, "INT", () -> SeqlabProcess.sendAll("INT", process));
    assertStopped(phase);
    assertResumes(all);
  }

  /** The parent alone is killed: its worker saves the run and ends. */
  @ParameterizedTest
  @EnumSource(Phase.class)
  @Tag("slow")
  void workerSavesItsRunWhenItsParentIsKilled(Phase phase) throws Exception {
    String[] all = arguments(phase, "--jobs", "2");
    Process process = seqlab.start(out, all);
    await(process, phase);
    List<ProcessHandle> workers = process.descendants().toList();
    SeqlabProcess.kill(process);
    for (ProcessHandle worker : workers) {
      worker.onExit().get(MAX_SECONDS, TimeUnit.SECONDS);
    }
    assertStopped(phase);
    assertResumes(all);
  }

  /** The second signal does not wait for anything. */
  @Test
  @Tag("slow")
  void secondSignalEndsImmediately() throws Exception {
    Process process = seqlab.start(out, "--set", "decoding.batch=240", "--set", "decoding.beam=50");
    await(process, Phase.DECODING);
    SeqlabProcess.send("TERM", process.toHandle());
    SeqlabProcess.send("TERM", process.toHandle());
    assertThat(seqlab.exitCode(process)).isEqualTo(143);
    assertThat(run.resolve("predictions.tsv")).doesNotExist();
  }

  private void assertStopsAndResumes(String signal, Phase phase, String... arguments)
      throws Exception {
    String[] all = arguments(phase, arguments);
    Process process = seqlab.start(out, all);
    await(process, phase);
    assertStops(process, signal, () -> SeqlabProcess.send(signal, process.toHandle()));
    assertStopped(phase);
    assertResumes(all);
  }

  private static String[] arguments(Phase phase, String... arguments) {
    return phase == Phase.TRAINING
        ? Stream.concat(Stream.of(arguments), LONG_TRAINING.stream()).toArray(String[]::new)
        : arguments;
  }

  /** The process and its workers end in time, with the exit code of the signal and no error. */
  private void assertStops(Process process, String signal, Sender sender) throws Exception {
    List<ProcessHandle> workers = process.descendants().toList();
    long begin = System.nanoTime();
    sender.send();
    int code = seqlab.exitCode(process);
    double seconds = (System.nanoTime() - begin) / 1e9;
    assertThat(code).as(seqlab.output()).isEqualTo(signal.equals("INT") ? 130 : 143);
    assertThat(seconds).isLessThan(MAX_SECONDS);
    assertThat(workers).noneMatch(ProcessHandle::isAlive);
    assertThat(seqlab.output())
        .contains("stopped at step", "rerun the command to resume")
        .doesNotContain("Exception", "\tat ");
  }

  private void assertStopped(Phase phase) throws IOException {
    assertThat(run.resolve("run.json")).content().contains("\"stopped\"");
    assertThat(phase.ended(run)).isFalse();
    assertThat(unfinishedFiles()).isEmpty();
  }

  /** The same command ends with the files of a run that was not interrupted. */
  private void assertResumes(String... arguments) throws Exception {
    seqlab.finish(out, arguments);
    Path whole = home.resolve("whole");
    seqlab.finish(whole, arguments);
    for (String file :
        List.of(
            "checkpoints/latest/model.safetensors",
            "predictions.tsv",
            "examples.csv.gz",
            "measures.csv")) {
      if (Files.exists(whole.resolve("runs/luong/s1").resolve(file))) {
        assertThat(SeqlabProcess.sha256(run.resolve(file)))
            .as(file)
            .isEqualTo(SeqlabProcess.sha256(whole.resolve("runs/luong/s1").resolve(file)));
      }
    }
  }

  /** Sends a signal. */
  private interface Sender {
    void send() throws IOException, InterruptedException;
  }

  /** Long enough to be stopped between two steps. */
  private static final List<String> LONG_TRAINING =
      List.of("--set", "training.budget={steps: 600}", "--set", "training.validate_every=600");

  private void await(Process process, Phase phase) throws Exception {
    while (!phase.begun(run)) {
      seqlab.requireAlive(process);
      Thread.sleep(5);
    }
  }

  private List<Path> unfinishedFiles() throws IOException {
    List<Path> unfinished = new ArrayList<>();
    try (Stream<Path> files = Files.walk(out)) {
      files.filter(file -> file.toString().endsWith(".tmp")).forEach(unfinished::add);
    }
    return unfinished;
  }
}
