package io.seqlab.study.worker;

import ai.djl.engine.Engine;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.probe.cost.ResidentMemory;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.Validation;
import io.seqlab.study.plan.StudyData;
import io.seqlab.study.run.Cancellation;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.run.RunExecutor;
import io.seqlab.study.run.StudyListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The inside of a worker process: executes the runs that it is told of, a line each, and tells how
 * they go. When no more lines can come, as when who started it has died, the run in hand is stopped
 * and the worker is done.
 */
public final class RunWorker {
  private final PrintStream events;
  private final Cancellation signals;
  private final BlockingQueue<Optional<String>> orders = new LinkedBlockingQueue<>();
  private final Map<TaskSpec, StudyData> examples = new HashMap<>();
  private volatile boolean closed;

  /** A worker that prints {@link WorkerEvent}s, and may be called off by signals as well. */
  public RunWorker(PrintStream events, Cancellation signals) {
    this.events = events;
    this.signals = signals;
  }

  /** Executes {@link WorkerRequest}s until they end. */
  public void work(InputStream lines) throws IOException {
    ResidentMemory.raiseOomScore();
    Engine.getInstance(); // its native library is loaded while the study is still being planned
    Thread reader = new Thread(() -> read(lines), "orders");
    reader.setDaemon(true);
    reader.start();
    try {
      for (Optional<String> order = orders.take(); order.isPresent(); order = orders.take()) {
        execute(WorkerRequest.parse(order.get()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(InputStream lines) {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
    try {
      reader.lines().forEach(line -> orders.add(Optional.of(line)));
    } catch (UncheckedIOException e) {
      // A pipe that breaks has ended.
    }
    closed = true;
    orders.add(Optional.empty());
  }

  private void execute(WorkerRequest order) throws IOException {
    Teller teller = new Teller();
    RunContext run = order.run(teller, () -> closed || signals.requested());
    StudyData ofTask = examples.computeIfAbsent(run.spec().task(), StudyData::load);
    Optional<Failure> failure = RunExecutor.execute(run, ofTask);
    tell(WorkerEvent.of(new WorkerEvent.Ended(teller.result, failure.orElse(null))));
  }

  private void tell(WorkerEvent event) {
    try {
      events.print("\n" + event.line() + "\n"); // apart from what a library may have printed
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells of a run, of its steps only now and then. */
  private final class Teller implements StudyListener {
    private static final long PAUSE_NANOS = 100_000_000;

    private long last = System.nanoTime() - PAUSE_NANOS;
    private RunResult result;

    @Override
    public void phase(RunKey run, Phase phase) {
      tell(WorkerEvent.of(phase));
    }

    @Override
    public void progressed(RunKey run, Progress progress) {
      if (System.nanoTime() - last >= PAUSE_NANOS) {
        last = System.nanoTime();
        tell(WorkerEvent.of(progress));
      }
    }

    @Override
    public void validated(RunKey run, Validation validation) {
      tell(WorkerEvent.of(validation));
    }

    /** Is told with the failure, once the run has let go of everything. */
    @Override
    public void runEnded(RunKey run, RunResult ended, String message) {
      result = ended;
    }
  }
}
