package io.seqlab.study.worker;

import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.file.Json;
import io.seqlab.result.file.RunFolder;
import io.seqlab.storage.FolderLeases;
import io.seqlab.study.run.RunContext;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The parent's end of a worker process. Output other than events goes to the {@code train.log} of
 * the run.
 */
final class WorkerProcess {
  private final Process process;
  private final Duration stopTimeout;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final BufferedWriter requests;
  private final BufferedReader events;
  private final Thread errors;
  private volatile RunFolder folder;
  private volatile String lastError = "";
  private volatile boolean killed;

  private WorkerProcess(Process process, Duration stopTimeout) {
    this.process = process;
    this.stopTimeout = stopTimeout;
    requests = process.outputWriter(StandardCharsets.UTF_8);
    events = process.inputReader(StandardCharsets.UTF_8);
    errors = new Thread(this::logErrors, "stderr of worker " + process.pid());
    errors.setDaemon(true);
  }

  static WorkerProcess start(WorkerOptions options) throws IOException {
    return new WorkerProcess(new ProcessBuilder(options.command()).start(), options.stopTimeout());
  }

  /** Executes a run and forwards its events to its listener; empty if the process died. */
  Optional<WorkerEvent.Ended> execute(RunContext run) throws IOException {
    folder = run.folder();
    if (errors.getState() == Thread.State.NEW) {
      errors.start();
    }
    if (!send(run)) {
      return Optional.empty();
    }
    for (Optional<String> line = nextLine(); line.isPresent(); line = nextLine()) {
      Optional<WorkerEvent> event = parse(line.get());
      event.ifPresent(each -> each.forward(run));
      if (event.isPresent() && event.get().ended() != null) {
        return Optional.of(event.get().ended());
      } else if (event.isEmpty() && !line.get().isEmpty()) {
        log(line.get());
      }
    }
    return Optional.empty();
  }

  private boolean send(RunContext run) {
    try {
      requests.write(Json.line(WorkerRequest.of(run)));
      requests.newLine();
      requests.flush();
      return true;
    } catch (IOException e) {
      return false; // it has died or was stopped
    }
  }

  private Optional<String> nextLine() {
    try {
      return Optional.ofNullable(events.readLine());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<WorkerEvent> parse(String line) throws IOException {
    try {
      return Optional.of(WorkerEvent.parse(line));
    } catch (CorruptFileException e) {
      return Optional.empty();
    }
  }

  private void logErrors() {
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        lastError = line;
        log(line);
      }
    } catch (IOException | UncheckedIOException e) {
      // The process ended, or the disk is full; reported by its run.
    }
  }

  /** Appends to the log of the run, unless a process other than this worker owns it by now. */
  private void log(String line) throws IOException {
    if (!FolderLeases.ofThisProcess().isOwnedByOther(folder.path(), process.pid())) {
      folder.logs().log(line + "\n");
    }
  }

  /** The last line on its standard error; empty if there is none. */
  String lastError() {
    return lastError;
  }

  /** Requests it to stop its active run and end; kills it if it has not ended after a timeout. */
  void stop() {
    if (stopping.compareAndSet(false, true)) {
      CompletableFuture.delayedExecutor(stopTimeout.toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::kill);
      try {
        requests.close();
      } catch (IOException e) {
        // It has ended already.
      }
    }
  }

  private void kill() {
    killed = process.isAlive();
    process.destroyForcibly();
  }

  /** Whether it did not end in time, as if it was suspended, and was killed. */
  boolean killed() {
    return killed;
  }

  /** Stops it and returns its exit code. */
  int end() {
    stop();
    if (folder == null) {
      process.destroyForcibly(); // it never had a run, so it has nothing to save
    }
    try {
      int exit = process.waitFor();
      errors.join();
      return exit;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
