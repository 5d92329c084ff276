package io.seqlab.study.worker;

import io.seqlab.result.file.CorruptFileException;
import io.seqlab.result.file.RunFolder;
import io.seqlab.study.run.RunContext;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A worker process as seen from the one that started it. What it prints beside its events goes to
 * the {@code train.log} of its run.
 */
final class WorkerProcess {
  /** How long a process that has nothing left to do may take to end. */
  private static final int PATIENCE_SECONDS = 10;

  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader events;
  private final Thread errors;
  private volatile RunFolder folder;
  private volatile String said = "";

  private WorkerProcess(Process process) {
    this.process = process;
    orders = process.outputWriter(StandardCharsets.UTF_8);
    events = process.inputReader(StandardCharsets.UTF_8);
    errors = new Thread(this::logErrors, "errors of worker " + process.pid());
    errors.setDaemon(true);
  }

  static WorkerProcess start(List<String> command) throws IOException {
    return new WorkerProcess(new ProcessBuilder(command).start());
  }

  /** Executes a run, and tells its listener; empty if the process died on the way. */
  Optional<WorkerEvent.Ended> execute(RunContext run) throws IOException {
    folder = run.folder();
    if (errors.getState() == Thread.State.NEW) {
      errors.start();
    }
    if (!order(run)) {
      return Optional.empty();
    }
    for (Optional<String> line = nextLine(); line.isPresent(); line = nextLine()) {
      Optional<WorkerEvent> event = parse(line.get());
      event.ifPresent(each -> each.tell(run));
      if (event.isPresent() && event.get().ended() != null) {
        return Optional.of(event.get().ended());
      } else if (event.isEmpty() && !line.get().isEmpty()) {
        folder.log(line.get() + "\n");
      }
    }
    return Optional.empty();
  }

  private boolean order(RunContext run) {
    try {
      orders.write(WorkerRequest.of(run).line());
      orders.newLine();
      orders.flush();
      return true;
    } catch (IOException e) {
      return false; // it is dead, or was told to stop
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
        said = line;
        folder.log(line + "\n");
      }
    } catch (IOException | UncheckedIOException e) {
      // The process ended, or the disk is full: its run says so.
    }
  }

  /** The last line that it printed on standard error; empty if there is none. */
  String said() {
    return said;
  }

  /** Asks it to stop the run in hand, and to end. */
  void stop() {
    try {
      orders.close();
    } catch (IOException e) {
      // It has ended already.
    }
  }

  /** Lets it end, or makes it; says its exit code. */
  int end() {
    stop();
    if (folder == null) {
      process.destroyForcibly(); // it has had no run, so there is nothing to wait for
    }
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
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
