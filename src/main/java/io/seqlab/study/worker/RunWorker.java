package io.seqlab.study.worker;

import ai.djl.engine.Engine;
import io.seqlab.cancellation.Cancellation;
import io.seqlab.probe.cost.ResidentMemory;
import io.seqlab.result.file.Json;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.Validation;
import io.seqlab.study.plan.StudyData;
import io.seqlab.study.plan.StudyDataCache;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.run.RunExecutor;
import io.seqlab.study.run.RunOutcome;
import io.seqlab.study.run.StudyListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The main loop of a worker process: reads {@link WorkerRequest}s, one per line, executes their
 * runs, and prints {@link WorkerEvent}s. At the end of input, also when the parent process has
 * died, the active run is stopped and the worker ends; while it loads data, at once.
 */
public final class RunWorker {
  private final PrintStream events;
  private final Cancellation signals;
  private final BlockingQueue<Optional<String>> requests = new LinkedBlockingQueue<>();
  private final StudyDataCache data = new StudyDataCache();
  private volatile boolean closed;
  private volatile boolean loading;

  /**
   * Creates a worker.
   *
   * @param events receives one line per {@link WorkerEvent}
   * @param signals cancels the active run as well
   */
  public RunWorker(PrintStream events, Cancellation signals) {
    this.events = events;
    this.signals = signals;
  }

  /** Executes requests until the end of input. */
  public void work(InputStream lines) throws IOException {
    ResidentMemory.raiseOomScore();
    Engine.getInstance(); // loads its native library while the parent still plans the study
    Thread reader = new Thread(() -> read(lines), "requests");
    reader.setDaemon(true);
    reader.start();
    try {
      for (Optional<String> r = requests.take(); r.isPresent(); r = requests.take()) {
        execute(WorkerRequest.parse(r.get()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(InputStream lines) {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
    try {
      reader.lines().forEach(line -> requests.add(Optional.of(line)));
    } catch (UncheckedIOException e) {
      // A broken pipe is the end of input.
    }
    closed = true;
    requests.add(Optional.empty());
    if (loading) {
      Runtime.getRuntime().exit(0); // nothing to save
    }
  }

  private void execute(WorkerRequest request) throws IOException {
    EventSender sender = new EventSender();
    RunContext run = request.run(sender, () -> closed || signals.requested());
    loading = true;
    if (closed) {
      return;
    }
    StudyData studyData = data.get(run.spec().task());
    loading = false;
    RunOutcome outcome = signals.protect(() -> RunExecutor.execute(run, studyData));
    send(WorkerEvent.of(WorkerEvent.Ended.of(sender.result, outcome)));
  }

  private void send(WorkerEvent event) {
    try {
      events.print("\n" + Json.line(event) + "\n"); // separate from output of libraries
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the progress of a run, at most every 100 ms. */
  private final class EventSender implements StudyListener {
    private static final long INTERVAL_NANOS = 100_000_000;

    private long last = System.nanoTime() - INTERVAL_NANOS;
    private RunResult result;

    @Override
    public void onPhase(RunKey run, Phase phase) {
      send(WorkerEvent.of(phase));
    }

    @Override
    public void onProgress(RunKey run, Progress progress) {
      if (System.nanoTime() - last >= INTERVAL_NANOS) {
        last = System.nanoTime();
        send(WorkerEvent.of(progress));
      }
    }

    @Override
    public void onValidation(RunKey run, Validation validation) {
      send(WorkerEvent.of(validation));
    }

    @Override
    public void onWarning(RunKey run, String message) {
      send(WorkerEvent.of(message));
    }

    /** Keeps the result, which is sent with the failure once the run has released its folder. */
    @Override
    public void onRunEnded(RunKey run, RunResult ended, String message) {
      result = ended;
    }
  }
}
