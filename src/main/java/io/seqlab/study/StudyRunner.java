package io.seqlab.study;

import ai.djl.engine.Engine;
import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.task.TaskSpec;
import io.seqlab.config.yaml.ResolvedYaml;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.Provenance;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunRecord;
import io.seqlab.result.record.RunStatus;
import io.seqlab.storage.IoErrorMessage;
import io.seqlab.study.judge.Judge;
import io.seqlab.study.plan.RunFilter;
import io.seqlab.study.plan.StudyData;
import io.seqlab.study.plan.StudyPlan;
import io.seqlab.study.plan.StudyRuns;
import io.seqlab.study.run.Cancellation;
import io.seqlab.study.run.ExistingRuns;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.run.RunExecutor;
import io.seqlab.study.run.RunQueue;
import io.seqlab.study.run.StudyListener;
import io.seqlab.study.worker.WorkerOptions;
import io.seqlab.study.worker.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a study: every model with every seed. Finished runs are kept. */
public final class StudyRunner {
  private final StudySpec study;
  private final Options options;
  private final StudyListener listener;
  private final ExperimentFolder experiment;

  /**
   * How to run it.
   *
   * @param out folder of the experiment
   * @param only which runs; all if empty
   * @param fresh whether earlier runs are thrown away
   * @param command that was typed, for the record
   * @param jobs processes that do the runs; without them runs are done here, one after the other
   * @param cancellation asked between steps
   */
  public record Options(
      Path out,
      List<RunFilter> only,
      boolean fresh,
      String command,
      Optional<WorkerOptions> jobs,
      Cancellation cancellation) {}

  public StudyRunner(StudySpec study, Options options, StudyListener listener) {
    this.study = study;
    this.options = options;
    this.listener = listener;
    this.experiment = new ExperimentFolder(options.out());
  }

  /**
   * Runs what is missing, and gathers the results.
   *
   * <p>Whatever can be seen to be wrong is refused before anything is written. A run that fails
   * does not keep the others from running.
   *
   * @return why runs failed; empty if none did
   * @throws ConfigException if the folder holds runs of other settings, or cannot be written
   */
  public List<Failure> run() throws IOException {
    if (options.jobs().isEmpty()) {
      return run(
          (queue, examples) ->
              queue.drain(run -> RunExecutor.execute(run, examples.get(run.spec().task()))));
    }
    try (WorkerPool workers = WorkerPool.start(options.jobs().get(), runsLeft())) {
      return run((queue, examples) -> workers.drain(queue, options.cancellation()));
    }
  }

  /** How many runs are not done, as far as can be told without their data. */
  private long runsLeft() throws IOException {
    long left = 0;
    for (RunKey key : StudyRuns.keys(study)) {
      if (RunFilter.matchesAny(options.only(), key)) {
        Optional<RunRecord> record = experiment.run(key).readRecord();
        boolean done = record.filter(r -> r.result().status() == RunStatus.DONE).isPresent();
        left += done && !options.fresh() ? 0 : 1;
      }
    }
    return left;
  }

  /** Where runs are executed: in this process, or in several of their own. */
  private interface Place {
    List<Failure> drain(RunQueue queue, Map<TaskSpec, StudyData> examples) throws IOException;
  }

  private List<Failure> run(Place place) throws IOException {
    ExistingRuns earlier = new ExistingRuns(study, experiment);
    if (!options.fresh()) {
      earlier.requireSameStudy();
    }
    StudyPlan plan = StudyPlan.of(study, options.only());
    Map<RunKey, RunSpec> runs = plan.runs();
    earlier.requireSameSettings(runs, options.fresh());
    plan.widths().forEach(listener::matched);
    prepareFolder();
    if (options.fresh()) {
      earlier.discard(runs.keySet());
    }
    Environment here = environment();
    Environment environment =
        options.jobs().map(jobs -> here.withThreads(jobs.threads())).orElse(here);
    experiment.writeStudy(ResolvedYaml.write(study));
    experiment.writeProvenance(
        new Provenance(study.study(), study.description(), options.command(), environment));
    List<Failure> failures = place.drain(queue(runs, environment), plan.data());
    gather(study, experiment);
    return failures;
  }

  /**
   * Gathers what the runs have left into the files at the top, as {@link ExperimentFolder} says,
   * and judges the claims by it.
   */
  public static void gather(StudySpec study, ExperimentFolder experiment) throws IOException {
    List<RunKey> keys = StudyRuns.keys(study);
    experiment.collect(keys);
    if (study.task().isGenerated()) {
      experiment.collectSamples(keys);
    }
    Judge.write(experiment, study, keys);
  }

  private RunQueue queue(Map<RunKey, RunSpec> runs, Environment environment) {
    List<RunContext> contexts = new ArrayList<>();
    runs.forEach(
        (key, spec) ->
            contexts.add(
                new RunContext(
                    key,
                    spec,
                    experiment.run(key),
                    environment,
                    listener,
                    options.cancellation())));
    return new RunQueue(contexts);
  }

  /** Makes the folder, and makes sure that it can be written. */
  private void prepareFolder() {
    try {
      Files.createDirectories(options.out());
      Files.delete(Files.createTempFile(options.out(), ".writable", ""));
    } catch (IOException e) {
      throw new ConfigException(
          "cannot write to the folder %s: %s. Or choose another with --out DIR"
              .formatted(options.out(), IoErrorMessage.of(e)),
          e);
    }
  }

  public static Environment environment() {
    Engine engine = Engine.getInstance();
    int threads =
        Integer.getInteger(
            "ai.djl.pytorch.num_threads", Runtime.getRuntime().availableProcessors());
    Map<String, String> libraries = new LinkedHashMap<>();
    libraries.put("DJL", Engine.getDjlVersion());
    libraries.put(engine.getEngineName(), engine.getVersion());
    return Environment.collect(Path.of(""), threads, libraries);
  }
}
