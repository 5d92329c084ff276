package io.seqlab.study.run;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.RunSpec;
import io.seqlab.config.yaml.ResolvedYaml;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import io.seqlab.storage.LeaseLostException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A run to execute, with its folder, environment, listener and cancellation.
 *
 * @param data of its task when the study was started
 * @param jobs number of runs of the study that are executed at the same time
 * @param node kind of the node of a cluster that it has alone; else empty
 */
public record RunContext(
    RunKey key,
    RunSpec spec,
    DataDigests data,
    RunFolder folder,
    Environment environment,
    int jobs,
    StudyListener listener,
    Cancellation cancellation,
    String node) {

  /** A run on this machine. */
  public RunContext(
      RunKey key,
      RunSpec spec,
      DataDigests data,
      RunFolder folder,
      Environment environment,
      int jobs,
      StudyListener listener,
      Cancellation cancellation) {
    this(key, spec, data, folder, environment, jobs, listener, cancellation, "");
  }

  /** A copy that has a node of this kind alone. */
  public RunContext at(String kind) {
    return new RunContext(key, spec, data, folder, environment, jobs, listener, cancellation, kind);
  }

  /**
   * Whether the folder holds this run, finished with exactly these settings.
   *
   * @throws io.seqlab.config.schema.ConfigException if it was trained with other settings or on
   *     other data
   */
  public boolean isDone() throws IOException {
    return ExistingRun.of(folder, key, spec, data)
        .filter(existing -> existing.isDone(spec))
        .isPresent();
  }

  /** What to do with the folder of a run that this process owns. */
  @FunctionalInterface
  public interface Execution {
    Optional<Failure> execute(FolderLease lease) throws IOException;
  }

  /**
   * Executes this run, unless it is done, while holding the lease of its folder. Once another
   * process has taken the run over, it is that process's.
   */
  public RunOutcome own(Execution execution) throws IOException {
    FolderLeases leases = FolderLeases.ofThisProcess();
    Optional<FolderLease> lease = leases.tryAcquire(folder.path());
    if (lease.isEmpty()) {
      return RunOutcome.ownedBy(leases.owner(folder.path()));
    }
    try (FolderLease held = lease.get()) {
      if (isDone()) { // by another process, after it was taken from the queue
        return RunOutcome.ownedBy(Optional.empty());
      }
      Optional<Failure> failure = execution.execute(held);
      if (held.isHeld()) {
        return RunOutcome.ended(failure);
      }
    } catch (LeaseLostException e) {
      // Another process owns the run.
    }
    return RunOutcome.ownedBy(leases.owner(folder.path()));
  }

  /**
   * Writes run.json.
   *
   * @param trainedOn the data that it was or will be trained on
   * @param failure the error of a failed run, else empty
   */
  public void writeRecord(RunResult result, DataDigests trainedOn, Instant start, String failure)
      throws IOException {
    String config = ResolvedYaml.write(spec);
    String hash = ResolvedYaml.sha256(spec);
    folder.writeRecord(
        new RunRecord(result, config, hash, trainedOn, environment, start, Instant.now(), failure));
  }

  /**
   * Records a run whose process ended before it did, and notifies the listener. The caller owns it.
   *
   * @param status failed or stopped
   * @param message why it failed, else empty
   */
  public void recordEnd(RunStatus status, String message) throws IOException {
    Optional<RunRecord> last = folder.readRecord();
    RunResult result = last.map(RunRecord::result).orElse(RunResult.started(key)).with(status);
    writeRecord(
        result,
        last.map(RunRecord::data).orElse(data),
        last.map(RunRecord::start).orElseGet(Instant::now),
        message);
    listener.onRunEnded(key, result, message);
  }
}
