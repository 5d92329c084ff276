package io.seqlab.study.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunStatus;
import io.seqlab.study.StudyRunner;
import io.seqlab.study.plan.MachineMemory;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Worker processes that run out of memory or fail to start. */
class WorkerFaultsTest {
  /** The recurrent weights of the huge model need 52 GB. */
  private static final String STUDY =
      """
      study: faults
      task: {type: reverse, examples: {train: 64, valid: 8, test: 8}}
      training: {batch: {size: 16}, budget: {steps: 4}, validate_every: 4}
      decoding: {max_length: 22}
      metrics: [exact_match]
      seeds: [1]
      models:
        first: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: none}
        huge: {type: rnn, cell: gru, hidden: 65536, embedding: 1, attention: none}
        last: {extends: first}
      """;

  @TempDir Path home;

  @Test
  @EnabledOnOs(OS.LINUX) // whose shells can keep the process to 12 GB, however large the machine
  void outOfMemoryModelFailsAlone() throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", "ulimit -v 12000000; exec \"$@\"", "sh"));
    command.addAll(command("-Xmx256m"));
    List<Failure> failures = run(STUDY, command);
    assertThat(failures).singleElement().matches(f -> !f.invalidInput());
    assertThat(failures.get(0).message()).contains("ran out of memory", "lower");
    assertThat(record("huge").failure()).isEqualTo(failures.get(0).message());
    assertThat(statuses()).containsExactly(RunStatus.DONE, RunStatus.FAILED, RunStatus.DONE);
    Path bystander = home.resolve("out").resolve(new RunKey("last", 1).folder());
    assertThat(bystander.resolve("train.log")).content().contains("step 4");
  }

  @Test
  void javaHeapErrorNamesTheRemedy() throws IOException {
    String oneModel = STUDY.substring(0, STUDY.indexOf("  huge:"));
    String fitsAlmost = oneModel.replace("train: 64", "train: 65000");
    List<Failure> failures = run(fitsAlmost, command("-Xmx48m"));
    assertThat(failures)
        .singleElement()
        .matches(failure -> failure.message().contains("SEQLAB_JAVA_OPTS=-Xmx8g"));
    assertThat(statuses()).containsOnly(RunStatus.FAILED);
  }

  @Test
  void failedWorkerStartShowsItsError() throws IOException {
    List<Failure> failures = run(STUDY, command("-XX:+NoSuchOption"));
    assertThat(failures)
        .hasSize(3)
        .allMatch(failure -> failure.message().contains("ended with exit code 1 ('"));
    Path log = home.resolve("out").resolve(new RunKey("first", 1).folder()).resolve("train.log");
    assertThat(log).content().contains("NoSuchOption");
  }

  /** Like one that was suspended by SIGSTOP. */
  @Test
  @Timeout(60)
  @DisabledOnOs(OS.WINDOWS)
  void workerThatDoesNotStopIsKilled() throws IOException {
    List<String> warnings = new ArrayList<>();
    AtomicBoolean cancelled = new AtomicBoolean();
    StudyListener interrupting =
        new StudyListener() {
          @Override
          public void onRunStarted(RunKey run, int number, int total) {
            cancelled.set(true);
          }

          @Override
          public void onWarning(RunKey run, String message) {
            warnings.add(message);
          }
        };
    List<String> deaf = List.of("sleep", "600");
    WorkerOptions jobs = new WorkerOptions(1, 1, deaf, Duration.ofSeconds(1));
    assertThat(run(STUDY, jobs, cancelled::get, interrupting)).isEmpty();
    assertThat(warnings).singleElement().asString().contains("did not stop within 1 s");
    assertThat(record("first").result().status()).isEqualTo(RunStatus.STOPPED);
    assertThat(ProcessHandle.current().children())
        .noneMatch(child -> child.info().command().orElse("").endsWith("sleep"));
  }

  private List<Failure> run(String yaml, List<String> command) throws IOException {
    return run(yaml, new WorkerOptions(1, 1, command), () -> false, new StudyListener() {});
  }

  private List<Failure> run(
      String yaml, WorkerOptions jobs, Cancellation cancellation, StudyListener listener)
      throws IOException {
    Path file = Files.writeString(home.resolve("study.yaml"), yaml);
    StudySpec study = StudyReader.read(file, List.of());
    return new StudyRunner(
            study,
            new StudyRunner.Options(
                home.resolve("out"), List.of(), false, "run", Optional.of(jobs), cancellation),
            listener,
            MachineMemory.UNLIMITED)
        .run();
  }

  private static List<String> command(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.seqlab.cli.Main", "worker", "--threads", "1"));
    return command;
  }

  private RunRecord record(String model) throws IOException {
    return new ExperimentFolder(home.resolve("out"))
        .run(new RunKey(model, 1))
        .readRecord()
        .orElseThrow();
  }

  private List<RunStatus> statuses() throws IOException {
    return new ExperimentFolder(home.resolve("out"))
        .readResults().stream().map(result -> result.status()).toList();
  }
}
