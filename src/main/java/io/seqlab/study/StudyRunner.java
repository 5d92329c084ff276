package io.seqlab.study;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.ResolvedYaml;
import io.seqlab.result.file.CorpusFile;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.git.StudyFile;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.Provenance;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.verdict.Verdict;
import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import io.seqlab.storage.IoErrorMessage;
import io.seqlab.storage.WriteException;
import io.seqlab.study.judge.ClaimRegistry;
import io.seqlab.study.plan.MachineMemory;
import io.seqlab.study.plan.MemoryCheck;
import io.seqlab.study.plan.PathLengthCheck;
import io.seqlab.study.plan.RunFilter;
import io.seqlab.study.plan.StudyPlan;
import io.seqlab.study.plan.StudyRuns;
import io.seqlab.study.run.EngineEnvironment;
import io.seqlab.study.run.ExistingRuns;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.RunExecutor;
import io.seqlab.study.run.StudyListener;
import io.seqlab.study.slurm.SlurmExecutor;
import io.seqlab.study.worker.WorkerOptions;
import io.seqlab.study.worker.WorkerPool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs a study: trains and evaluates every model with every seed. Finished runs are skipped. */
public final class StudyRunner {
  private final StudySpec study;
  private final Options options;
  private final StudyListener listener;
  private final ExperimentFolder experiment;
  private final MachineMemory memory;
  private Optional<StudySearch> search = Optional.empty();
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
   * @param source the file of the study, with which its claims are registered
   * @param slurm the scheduler that executes runs; if empty, they are executed on this machine
   */
  public record Options(
      Path out,
      List<RunFilter> only,
      boolean fresh,
      String command,
      Optional<WorkerOptions> workers,
      Cancellation cancellation,
      StudyFile source,
      Optional<SlurmExecutor> slurm) {
    /** For a study that was not read from a file, on this machine. */
    public Options(
        Path out,
        List<RunFilter> only,
        boolean fresh,
        String command,
        Optional<WorkerOptions> workers,
        Cancellation cancellation) {
      this(out, only, fresh, command, workers, cancellation, StudyFile.NONE, Optional.empty());
    }
  }

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
    List<RunKey> selected = selectedRuns();
    search = StudySearch.of(study, experiment, Set.copyOf(selected), options.fresh());
    List<String> folders = folders(selected);
    PathLengthCheck.require(experiment, folders);
    experiment.requireNewOrMarked(folders);
    if (options.slurm().isPresent()) {
      return run(options.slurm().get()::drain);
    } else if (options.workers().isEmpty()) {
      return run(
          (queue, data) ->
              queue.drain(run -> RunExecutor.execute(run, data.get(run.spec().task()))));
    }
    long pending =
        options.fresh()
            ? selected.size()
            : new ExistingRuns(study, Map.of(), experiment).unfinished(selected)
                + (search.isPresent() ? search.get().unfinished() : 0);
    try (WorkerPool pool = WorkerPool.start(options.workers().get(), pending)) {
      return run((queue, data) -> pool.drain(queue, options.cancellation()));
    }
  }

  /** Whether the input was accepted and execution has begun: later errors are not of the input. */
  public boolean started() {
    return started;
  }

  private Optional<Integer> threads() {
    Optional<Integer> threads = options.slurm().map(SlurmExecutor::threads);
    return threads.or(() -> options.workers().map(WorkerOptions::threads));
  }

  private boolean stopped() {
    return options.cancellation().requested()
        || options.slurm().filter(SlurmExecutor::detached).isPresent();
  }

  private List<RunKey> selectedRuns() {
    return StudyRuns.keys(study).stream()
        .filter(key -> RunFilter.matchesAny(options.only(), key))
        .toList();
  }

  private List<String> folders(List<RunKey> runs) {
    List<String> folders = new ArrayList<>(runs.stream().map(RunKey::folder).toList());
    search.ifPresent(trials -> folders.addAll(trials.folders()));
    return folders;
  }

  private List<Failure> run(Rounds.QueueExecutor executor) throws IOException {
    Map<String, Map<String, String>> chosen = search.isPresent() ? search.get().chosen() : Map.of();
    ExistingRuns existing = new ExistingRuns(study, chosen, experiment);
    if (!options.fresh()) {
      existing.requireSameStudy();
    }
    StudyPlan plan = StudyPlan.of(study, options.only());
    int jobs = options.workers().map(WorkerOptions::count).orElse(1);
    MemoryCheck memoryCheck = new MemoryCheck(memory, jobs);
    memoryCheck.require(plan);
    if (search.isPresent()) {
      memoryCheck.require(search.get().firstTrials(plan));
      search.get().requireSameSettings(plan);
    }
    StudyPlan tuned = plan.tuned(study, chosen);
    Map<RunKey, RunSpec> runs = tuned.runs();
    existing.requireSameSettings(tuned, options.fresh());
    Environment here = EngineEnvironment.collect();
    Environment environment = threads().map(here::withThreads).orElse(here);
    FolderLease preparing = prepareFolder();
    try {
      check(existing, tuned); // again, as another process may have started meanwhile
      ClaimRegistry registry = new ClaimRegistry(experiment, study, options.source());
      if (options.fresh()) {
        registry.registerBeforeDiscard();
        existing.discard(
            runs.keySet(), search.map(StudySearch::discarded).orElse(List.of()), listener);
      }
      existing.requireSameSettingsElsewhere(listener);
      existing.unknownData().ifPresent(listener::onWarning);
      if (search.isPresent()) {
        search.get().unknownData().ifPresent(listener::onWarning);
      }
      experiment.writeProvenance(
          new Provenance(study.study(), study.description(), options.command(), environment));
      registry.register();
      experiment.writeStudy(ResolvedYaml.write(study));
      new CorpusFile(experiment).write(CorpusCounts.of(tuned));
    } finally {
      preparing.close();
    }
    started = true;
    int parallel = options.slurm().map(slurm -> slurm.parallelRuns(runs.size())).orElse(jobs);
    Rounds rounds = new Rounds(executor, environment, parallel, listener, options.cancellation());
    List<Failure> failures = new ArrayList<>();
    if (search.isPresent()) {
      failures.addAll(search.get().run(plan, rounds, this::stopped));
      if (stopped()) {
        return failures;
      }
      Map<String, Map<String, String>> best = search.get().choose(listener, failures);
      plan = plan.tuned(study, best).only(key -> best.containsKey(key.variant()));
    }
    plan.widths().forEach(listener::onWidthMatched);
    failures.addAll(run(plan, rounds));
    return failures;
  }

  /** Executes the runs look by look, until the claims are decided; returns the failures. */
  private List<Failure> run(StudyPlan plan, Rounds rounds) throws IOException {
    List<Failure> failures = new ArrayList<>();
    // All at once if runs are selected by hand.
    boolean byLook = options.only().isEmpty();
    for (List<Long> seeds : byLook ? study.seeds().addedByLook() : List.of(study.seeds().all())) {
      failures.addAll(
          rounds.execute(plan.only(key -> seeds.contains(key.seed())), experiment::run));
      if (stopped()) {
        break;
      }
      collect();
      if (experiment.readVerdicts().stream().allMatch(Verdict::decided)) {
        break;
      }
    }
    return failures;
  }

  private void collect() throws IOException {
    FolderLease lease =
        FolderLeases.ofThisProcess().acquire(options.out(), listener::onWaitingForTables);
    try {
      // A process that started later may have added models or seeds to the study.
      StudySpec saved = StudyRuns.saved(experiment).orElse(study);
      StudyResults.collect(saved, experiment).forEach(listener::onWarning);
    } finally {
      lease.close();
    }
  }

  private void check(ExistingRuns existing, StudyPlan plan) throws IOException {
    if (!options.fresh()) {
      existing.requireSameStudy();
    }
    existing.requireSameSettings(plan, options.fresh());
    if (options.slurm().isPresent()) {
      options.slurm().get().requireSameSettings(plan.runs());
    }
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
}
