package io.seqlab.study.slurm;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.storage.FolderLease;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.run.RunOutcome;
import io.seqlab.study.run.StudyListener;
import io.seqlab.study.slurm.Submission.SubmittedRun;
import io.seqlab.study.worker.ElementFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Watches the elements of a round until each of its runs is done or has failed: reads their files,
 * and asks the scheduler seldom which elements have ended. Runs of an element that ended before
 * them are submitted again or fail ({@link Retry}).
 */
final class RoundWatch {
  /** With more elements, only the files of those that run are read. */
  private static final int FEW_ELEMENTS = 100;

  private static final long SLEEP_MILLISECONDS = 100;

  /** A stale lease ends within two minutes. */
  private static final long RECORD_NANOS = Duration.ofMinutes(3).toNanos();

  private static final Pattern STEP = Pattern.compile("\"step\": *(\\d+)");

  private final SlurmClient client;
  private final SlurmOptions.Timing timing;
  private final StudyListener listener;
  private final Cancellation cancellation;
  private final RunDisplay display;
  private final Path experiment;
  private final Map<Path, RunContext> open;
  private final List<WatchedElement> elements = new ArrayList<>();
  private final List<Unrecorded> unrecorded = new ArrayList<>();

  private final Resubmission again;
  private final List<Failure> failures = new ArrayList<>();
  private boolean silent;

  /** A run that has failed, and when this was found. */
  private record Unrecorded(RunContext run, String reason, long nanos) {}

  RoundWatch(
      SlurmClient client,
      SlurmOptions.Timing timing,
      StudyListener listener,
      Cancellation cancellation,
      RunDisplay display,
      Path experiment,
      Map<Path, RunContext> open) {
    this.client = client;
    this.timing = timing;
    this.listener = listener;
    this.cancellation = cancellation;
    this.display = display;
    this.experiment = experiment;
    this.open = new LinkedHashMap<>(open);
    again = new Resubmission(listener, timing.scheduler());
  }

  void add(WatchedElement element) {
    elements.add(element);
  }

  /**
   * Watches until every run has ended, or until cancelled; returns the failures.
   *
   * @throws io.seqlab.storage.LeaseLostException if another command watches now
   */
  List<Failure> watch(FolderLease lease, Resubmission.Submitter submitter) throws IOException {
    long asked = System.nanoTime();
    while (!cancellation.requested()) {
      lease.requireHeld();
      for (WatchedElement element : elements) {
        if (element.running || elements.size() <= FEW_ELEMENTS) {
          read(element);
        }
      }
      recordFailures();
      if (open.isEmpty() && unrecorded.isEmpty()) {
        break;
      }
      if (System.nanoTime() - asked >= timing.scheduler().toNanos()) {
        askScheduler(submitter);
        asked = System.nanoTime();
      }
      sleep();
    }
    display.leave("the job");
    return failures;
  }

  private void sleep() throws IOException {
    long end = System.nanoTime() + timing.files().toNanos();
    while (System.nanoTime() < end && !cancellation.requested()) {
      try {
        Thread.sleep(SLEEP_MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted");
      }
    }
  }

  private void read(WatchedElement element) throws IOException {
    if (!element.read()) {
      return;
    }
    ElementFiles.Progress now = element.progress().orElseThrow();
    for (Map.Entry<String, String> ended : now.ended().entrySet()) {
      RunContext run = open.get(Path.of(ended.getKey()));
      if (run != null && ended.getValue().isEmpty()) {
        endIfDone(run);
      } else if (run != null) {
        RunResult result =
            run.folder()
                .readRecord()
                .map(RunRecord::result)
                .orElse(RunResult.started(run.key()))
                .with(RunStatus.FAILED);
        open.remove(path(run));
        failures.add(new Failure(ended.getValue(), false));
        display.end(run, result, ended.getValue());
      }
    }
    RunContext active = now.active().isEmpty() ? null : open.get(Path.of(now.active()));
    if (active != null) {
      display.progress(active, now);
    }
  }

  /** Ends a run whose files say that it is done. */
  private void endIfDone(RunContext run) throws IOException {
    if (run.isDone()) {
      RunRecord record = run.folder().readRecord().orElseThrow();
      open.remove(path(run));
      display.end(run, record.result(), record.failure());
    }
  }

  static Path path(RunContext run) {
    return run.folder().path().toAbsolutePath().normalize();
  }

  private void askScheduler(Resubmission.Submitter submitter) throws IOException {
    boolean othersGoOn = false;
    Optional<SlurmException> unanswered = Optional.empty();
    try {
      List<WatchedElement> unfinished =
          elements.stream()
              .filter(e -> e.runs.keySet().stream().anyMatch(open::containsKey))
              .toList();
      Set<String> names =
          unfinished.stream().map(e -> e.submission.name()).collect(Collectors.toSet());
      List<SlurmClient.Queued> queue = names.isEmpty() ? List.of() : client.queue(names);
      Map<String, SlurmClient.Queued> byElement =
          queue.stream()
              .collect(Collectors.toMap(SlurmClient.Queued::element, q -> q, (a, b) -> a));
      for (WatchedElement element : unfinished) {
        SlurmClient.Queued queued = byElement.get(element.name());
        element.running = queued != null && queued.isRunning();
        if (queued != null) {
          element.goneNanos = 0;
          othersGoOn = true;
          continue;
        }
        try {
          again.add(afterEnd(element));
        } catch (SlurmException e) {
          unanswered = Optional.of(e);
        }
      }
    } catch (SlurmException e) {
      unanswered = Optional.of(e);
    }
    if (unanswered.isPresent() && !silent) {
      listener.onWarning(
          "the scheduler does not answer (%s); jobs are watched by their files"
              .formatted(unanswered.get().getMessage()));
    }
    silent = unanswered.isPresent();
    again.retain(run -> open.containsKey(experiment.resolve(run.folder())));
    again.submit(submitter, othersGoOn || silent, this::failForMemory);
  }

  private void failForMemory(SubmittedRun submitted, String reason) {
    RunContext run = open.remove(experiment.resolve(submitted.folder()));
    unrecorded.add(new Unrecorded(run, reason, System.nanoTime()));
  }

  /** What becomes of the runs of an element that is not in the queue any more. */
  private List<SubmittedRun> afterEnd(WatchedElement element) throws IOException {
    read(element);
    List<Path> left = element.runs.keySet().stream().filter(open::containsKey).toList();
    for (Path folder : left) {
      endIfDone(open.get(folder));
    }
    left = left.stream().filter(open::containsKey).toList();
    if (left.isEmpty()) {
      return List.of();
    }
    JobEnd end = client.end(element.submission.job(), element.index);
    long now = System.nanoTime();
    element.goneNanos = element.goneNanos == 0 ? now : element.goneNanos;
    boolean filesMayBeLate = end.isSuccess() && now - element.goneNanos < timing.settle().toNanos();
    if (end.isActive() || filesMayBeLate) {
      return List.of();
    }
    elements.remove(element);
    return retry(element, end, left);
  }

  private List<SubmittedRun> retry(WatchedElement element, JobEnd end, List<Path> left)
      throws IOException {
    String active = element.progress().map(ElementFiles.Progress::active).orElse("");
    Retry.Ending ending =
        new Retry.Ending(
            end, element.progress().isPresent(), element.files.readLog(), element.endedBefore);
    List<SubmittedRun> retried = new ArrayList<>();
    for (Path folder : left) {
      RunContext run = open.get(folder);
      boolean isActive = active.isEmpty() || Path.of(active).equals(folder);
      Retry retry = Retry.of(element.runs.get(folder), ending, isActive, steps(run));
      if (retry.again() == null) {
        open.remove(folder);
        unrecorded.add(new Unrecorded(run, retry.reason(), System.nanoTime()));
      } else {
        retried.add(retry.again());
        if (isActive) {
          display.warn(run, retry.reason() + "; it is submitted again");
        }
      }
    }
    return retried;
  }

  /** Steps of the latest checkpoint of a run; 0 if it has none. */
  static long steps(RunContext run) throws IOException {
    Path state = run.folder().checkpoints().resolve("latest").resolve("state.json");
    if (!Files.exists(state)) {
      return 0;
    }
    Matcher step = STEP.matcher(Files.readString(state));
    return step.find() ? Long.parseLong(step.group(1)) : 0;
  }

  /** Writes the records of failed runs, once the lease of their worker has ended. */
  private void recordFailures() throws IOException {
    for (Unrecorded failed : List.copyOf(unrecorded)) {
      RunContext run = failed.run();
      Failure failure = new Failure(failed.reason(), false);
      display.start(run);
      RunOutcome outcome =
          run.own(
              lease -> {
                run.recordEnd(RunStatus.FAILED, failed.reason());
                return Optional.of(failure);
              });
      if (outcome.failure().isPresent()) {
        display.forget(run);
        failures.add(failure);
        unrecorded.remove(failed);
      } else if (run.isDone()) { // by a worker that the scheduler had given up
        display.end(run, run.folder().readRecord().orElseThrow().result(), "");
        unrecorded.remove(failed);
      } else if (System.nanoTime() - failed.nanos() > RECORD_NANOS) {
        display.end(run, RunResult.started(run.key()).with(RunStatus.FAILED), failed.reason());
        failures.add(failure);
        unrecorded.remove(failed);
      }
    }
  }
}
