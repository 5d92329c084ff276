package io.seqlab.study.worker;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.study.plan.StudyDataCache;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.run.RunExecutor;
import io.seqlab.study.run.RunQueue;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A worker without a parent, an element of a job array: executes the runs of a file one after the
 * other, and writes its progress to a file that the watching command reads. A run that another
 * process executes is waited for, and executed here if that process ends or is stale.
 */
public final class ElementWorker {
  /** Seldom enough for a shared folder with thousands of workers. */
  private static final long INTERVAL_NANOS = Duration.ofSeconds(15).toNanos();

  private final ElementFiles files;
  private final Environment node;
  private final String nodeName;
  private final Cancellation signals;
  private final StudyDataCache data = new StudyDataCache();

  /**
   * Creates a worker.
   *
   * @param folder of its files
   * @param node its machine, which its runs record
   * @param signals stops it: the active run is saved first
   */
  public ElementWorker(Path folder, Environment node, String nodeName, Cancellation signals) {
    this.files = new ElementFiles(folder);
    this.node = node;
    this.nodeName = nodeName;
    this.signals = signals;
  }

  /** Executes the runs; returns the failures. */
  public List<Failure> work() throws IOException {
    Map<RunKey, String> folders = new HashMap<>();
    ProgressWriter progress = new ProgressWriter(folders);
    List<RunContext> runs = new ArrayList<>();
    for (WorkerRequest request : files.readRequests()) {
      RunContext run = request.on(node).run(progress, signals);
      runs.add(run.jobs() == 1 ? run.at(node.cpu()) : run);
      folders.put(request.key(), request.folder());
    }
    progress.write();
    RunQueue queue = new RunQueue(runs);
    return signals.protect(
        () -> queue.drain(run -> RunExecutor.execute(run, data.get(run.spec().task()))));
  }

  /** Writes the progress file: at once when a run starts or ends, else seldom. */
  private final class ProgressWriter implements StudyListener {
    private final Map<RunKey, String> folders;
    private final Map<String, String> ended = new TreeMap<>();
    private String active = "";
    private Phase phase = Phase.TRAINING;
    private Progress progress;
    private long last;

    ProgressWriter(Map<RunKey, String> folders) {
      this.folders = folders;
    }

    @Override
    public void onRunStarted(RunKey run, int number, int total) {
      active = folders.get(run);
      phase = Phase.TRAINING;
      progress = null;
      write();
    }

    @Override
    public void onRunSkipped(RunKey run, int number, int total) {
      end(run, "");
    }

    @Override
    public void onRunDoneElsewhere(RunKey run, int number, int total) {
      end(run, "");
    }

    @Override
    public void onRunElsewhere(RunKey run, String owner) {
      active = "";
      write();
    }

    @Override
    public void onPhase(RunKey run, Phase now) {
      phase = now;
      writeSeldom();
    }

    @Override
    public void onProgress(RunKey run, Progress now) {
      progress = now;
      writeSeldom();
    }

    @Override
    public void onRunEnded(RunKey run, RunResult result, String message) {
      if (result.status() == RunStatus.DONE) {
        end(run, "");
      } else if (result.status() == RunStatus.FAILED) {
        end(run, message.isEmpty() ? "failed" : message);
      }
    }

    private void end(RunKey run, String failure) {
      ended.put(folders.get(run), failure);
      active = "";
      write();
    }

    private void writeSeldom() {
      if (System.nanoTime() - last >= INTERVAL_NANOS) {
        write();
      }
    }

    /** A progress that cannot be written is no reason to end a run. */
    private void write() {
      last = System.nanoTime();
      try {
        files.write(
            new ElementFiles.Progress(nodeName, active, phase, progress, Map.copyOf(ended)));
      } catch (IOException e) {
        System.err.println("seqlab: " + e.getMessage());
      }
    }
  }
}
