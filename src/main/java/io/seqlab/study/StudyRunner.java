package io.seqlab.study;

import ai.djl.engine.Engine;
import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.config.yaml.ResolvedYaml;
import io.seqlab.result.file.CorruptFileException;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.Provenance;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunStatus;
import io.seqlab.result.record.Sample;
import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import io.seqlab.storage.IoErrorMessage;
import io.seqlab.storage.WriteException;
import io.seqlab.study.judge.Judge;
import io.seqlab.study.plan.MachineMemory;
import io.seqlab.study.plan.MemoryCheck;
import io.seqlab.study.plan.RunFilter;
import io.seqlab.study.plan.StudyData;
import io.seqlab.study.plan.StudyPlan;
import io.seqlab.study.plan.StudyRuns;
import io.seqlab.study.run.ExistingRuns;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.run.RunExecutor;
import io.seqlab.study.run.RunQueue;
import io.seqlab.study.run.StudyAgreement;
import io.seqlab.study.run.StudyListener;
import io.seqlab.study.worker.WorkerOptions;
import io.seqlab.study.worker.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Runs a study: trains and evaluates every model with every seed. Finished runs are skipped. */
public final class StudyRunner {
  /** Characters of the longest file name that a run writes, with some more. */
  private static final int LONGEST_NAME = 100;

  private final StudySpec study;
  private final Options options;
  private final StudyListener listener;
  private final ExperimentFolder experiment;
  private final MachineMemory memory;
  private boolean started;

  /**
   * How to run a study.
   *
   * @param out experiment folder
   * @param only selects runs; all if empty
   * @param fresh whether existing runs are discarded
   * @param command the command line, for provenance.json
   * @param workers worker processes; if empty, runs are executed in this process in sequence
   * @param cancellation polled by the runs; once requested, results are not collected
   */
  public record Options(
      Path out,
      List<RunFilter> only,
      boolean fresh,
      String command,
      Optional<WorkerOptions> workers,
      Cancellation cancellation) {}

  /** Runs on this machine; rejects a study that needs more memory than it has. */
  public StudyRunner(StudySpec study, Options options, StudyListener listener) {
    this(study, options, listener, MachineMemory.here());
  }

  /** Rejects a study that needs more than the given memory. */
  public StudyRunner(
      StudySpec study, Options options, StudyListener listener, MachineMemory memory) {
    this.memory = memory;
    this.study = study;
    this.options = options;
    this.listener = listener;
    this.experiment = new ExperimentFolder(options.out());
  }

  /**
   * Executes the unfinished runs and collects the results.
   *
   * <p>Invalid input is rejected before anything is written. Other runs continue after a failure.
   *
   * @return the failures of runs
   * @throws ConfigException if the input is invalid, the folder is the user's, holds runs with
   *     different settings, or is not writable; {@link #started} tells such errors from those of
   *     the execution
   */
  public List<Failure> run() throws IOException {
    requireShortPaths();
    experiment.requireNewOrMarked(selectedRuns());
    if (options.workers().isEmpty()) {
      return run(
          (queue, data) ->
              queue.drain(run -> RunExecutor.execute(run, data.get(run.spec().task()))));
    }
    try (WorkerPool pool = WorkerPool.start(options.workers().get(), pendingRuns())) {
      return run((queue, data) -> pool.drain(queue, options.cancellation()));
    }
  }

  /** Whether the input was accepted and execution has begun: later errors are not of the input. */
  public boolean started() {
    return started;
  }

  /** Rejects a folder in which the paths of the runs' files would be too long for the system. */
  private void requireShortPaths() {
    Optional<Path> longest =
        selectedRuns().stream()
            .map(key -> experiment.run(key).checkpoints().toAbsolutePath())
            .max(Comparator.comparingInt(path -> path.toString().length()));
    if (longest.isEmpty()) {
      return;
    }
    try {
      Files.readAttributes(
          longest.get().resolve("latest").resolve("x".repeat(LONGEST_NAME)),
          BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return; // as expected
    } catch (IOException e) {
      if (IoErrorMessage.of(e).contains("too long")) {
        throw new ConfigException(
            "the path of the output folder is too long: the system cannot hold the files of its runs; choose a shorter one with --out DIR (it begins with %.60s…)"
                .formatted(options.out()),
            e);
      }
    }
  }

  /** Number of unfinished runs, estimated without loading data. */
  private long pendingRuns() throws IOException {
    long pending = 0;
    for (RunKey key : selectedRuns()) {
      pending += isDone(key) && !options.fresh() ? 0 : 1;
    }
    return pending;
  }

  private List<RunKey> selectedRuns() {
    return StudyRuns.keys(study).stream()
        .filter(key -> RunFilter.matchesAny(options.only(), key))
        .toList();
  }

  private boolean isDone(RunKey key) throws IOException {
    try {
      Optional<RunRecord> record = experiment.run(key).readRecord(key);
      return record.filter(r -> r.result().status() == RunStatus.DONE).isPresent();
    } catch (CorruptFileException e) {
      return false; // it fails when its turn comes
    }
  }

  /** Executes the runs of a queue, in this process or in workers. */
  private interface QueueExecutor {
    List<Failure> drain(RunQueue queue, Map<TaskSpec, StudyData> data) throws IOException;
  }

  private List<Failure> run(QueueExecutor executor) throws IOException {
    ExistingRuns existing = new ExistingRuns(study, experiment);
    if (!options.fresh()) {
      existing.requireSameStudy();
    }
    StudyPlan plan = StudyPlan.of(study, options.only());
    Map<RunKey, RunSpec> runs = plan.runs();
    int jobs = options.workers().map(WorkerOptions::count).orElse(1);
    new MemoryCheck(memory, jobs).require(plan);
    existing.requireSameSettings(plan, options.fresh());
    plan.widths().forEach(listener::onWidthMatched);
    Environment here = environment();
    Environment environment =
        options.workers().map(workers -> here.withThreads(workers.threads())).orElse(here);
    FolderLease preparing = prepareFolder();
    try {
      check(existing, plan); // again, as another process may have started meanwhile
      if (options.fresh()) {
        existing.discard(runs.keySet());
      }
      existing.requireSameSettingsElsewhere();
      existing.unknownData().ifPresent(listener::onWarning);
      experiment.writeProvenance(
          new Provenance(study.study(), study.description(), options.command(), environment));
      experiment.writeStudy(ResolvedYaml.write(study));
    } finally {
      preparing.close();
    }
    List<RunContext> contexts = new ArrayList<>();
    runs.forEach(
        (key, spec) -> contexts.add(context(key, spec, plan.digests(spec.task()), environment)));
    started = true;
    RunQueue queue = new RunQueue(contexts);
    List<Failure> failures =
        options.cancellation().protect(() -> executor.drain(queue, plan.data()));
    if (!options.cancellation().requested()) {
      collect();
    }
    return failures;
  }

  private void collect() throws IOException {
    FolderLease lease =
        FolderLeases.ofThisProcess().acquire(options.out(), listener::onWaitingForTables);
    try {
      // A process that started later may have added models or seeds to the study.
      collect(StudyRuns.saved(experiment).orElse(study), experiment).forEach(listener::onWarning);
    } finally {
      lease.close();
    }
  }

  private void check(ExistingRuns existing, StudyPlan plan) throws IOException {
    if (!options.fresh()) {
      existing.requireSameStudy();
    }
    existing.requireSameSettings(plan, options.fresh());
  }

  /**
   * Collects the files of all runs into the tables of the {@link ExperimentFolder}, and tests the
   * claims on them. The caller holds the lease of the folder.
   *
   * @return warnings about runs and rows that the tables lack
   */
  public static List<String> collect(StudySpec study, ExperimentFolder experiment)
      throws IOException {
    List<RunKey> keys = StudyRuns.keys(study);
    Optional<List<Sample>> samples =
        study.task().isGenerated() ? experiment.findSamples(keys) : Optional.empty();
    List<String> warnings =
        experiment.collect(keys, new StudyAgreement(study, experiment)::require);
    Set<String> foreign = new TreeSet<>();
    experiment.readMeasures().forEach(measure -> foreign.add(measure.measure()));
    foreign.removeAll(study.measures().definitions().keySet());
    if (!foreign.isEmpty()) {
      warnings.add(
          "%s has measures that the study does not have: %s; they are kept and shown"
              .formatted(experiment.file("measures.csv"), String.join(", ", foreign)));
    }
    if (samples.isPresent()) {
      experiment.writeSamples(samples.get());
    }
    Judge.write(experiment, study, keys);
    warnings.addAll(experiment.missing());
    return warnings;
  }

  private RunContext context(RunKey key, RunSpec spec, DataDigests data, Environment environment) {
    return new RunContext(
        key, spec, data, experiment.run(key), environment, listener, options.cancellation());
  }

  /** Creates the folder, and checks by its lease that it is writable. */
  private FolderLease prepareFolder() throws IOException {
    FolderLeases leases = FolderLeases.ofThisProcess();
    try {
      return leases.acquire(options.out(), listener::onWaitingForTables);
    } catch (IOException e) {
      String reason =
          e instanceof WriteException // names the file
              ? e.getMessage()
              : "cannot write to folder %s: %s".formatted(options.out(), IoErrorMessage.of(e));
      throw new ConfigException(reason + "; or choose another folder with --out DIR", e);
    }
  }

  /** This machine, with the threads and libraries of the tensor engine. */
  public static Environment environment() {
    Engine engine = Engine.getInstance();
    int threads =
        Integer.getInteger(
            "ai.djl.pytorch.num_threads", Runtime.getRuntime().availableProcessors());
    Map<String, String> libraries = new LinkedHashMap<>();
    libraries.put("DJL", Engine.getDjlVersion());
    libraries.put(engine.getEngineName(), engine.getVersion());
    return Environment.collect(threads, libraries);
  }
}
