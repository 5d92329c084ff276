package io.seqlab.study;

import ai.djl.engine.Engine;
import io.seqlab.config.ConfigException;
import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.TaskSpec;
import io.seqlab.config.yaml.ResolvedYaml;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.Environment;
import io.seqlab.result.ExperimentFolder;
import io.seqlab.result.Provenance;
import io.seqlab.result.RunKey;
import io.seqlab.storage.Reason;
import io.seqlab.study.judge.Judge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
      List<Only> only,
      boolean fresh,
      String command,
      Optional<Jobs> jobs,
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
    if (!options.fresh()) {
      requireSameStudy();
    }
    StudyPlan plan = StudyPlan.of(study, options.only());
    Map<RunKey, RunSpec> runs = plan.runs();
    if (!options.fresh()) {
      requireSameSettings(runs);
    }
    plan.widths().forEach(listener::matched);
    prepareFolder(runs);
    Environment here = environment();
    Environment environment =
        options.jobs().map(jobs -> here.withThreads(jobs.threads())).orElse(here);
    experiment.writeStudy(ResolvedYaml.write(study));
    experiment.writeProvenance(
        new Provenance(study.study(), study.description(), options.command(), environment));
    List<Failure> failures = execute(queue(runs, environment), plan.examples());
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

  /** In this process, or in several of their own. */
  private List<Failure> execute(RunQueue queue, Map<TaskSpec, Examples> examples)
      throws IOException {
    return options.jobs().isPresent()
        ? WorkerPool.drain(queue, options.jobs().get(), options.cancellation())
        : queue.drain(run -> RunExecutor.execute(run, examples.get(run.spec().task())));
  }

  /** A folder holds one study: models and seeds may come and go, its task and training stay. */
  private void requireSameStudy() throws IOException {
    Optional<String> yaml = experiment.readStudy();
    if (yaml.isEmpty()) {
      return;
    }
    String file = experiment.file("study.yaml").toString();
    StudySpec before = SpecReader.read(yaml.get(), file, StudySpec.class);
    String differs = before.task().equals(study.task()) ? "training" : "task";
    if (!before.task().equals(study.task()) || !before.training().equals(study.training())) {
      throw new ConfigException(
          "%s is of a study with another %s; name this one otherwise (study: …), or --out DIR keeps both, --fresh replaces it"
              .formatted(file, differs));
    }
  }

  /**
   * Earlier runs must have learned by the same settings, or be thrown away on purpose. What is
   * measured on them may change: they are then measured again.
   */
  private void requireSameSettings(Map<RunKey, RunSpec> runs) throws IOException {
    for (Map.Entry<RunKey, RunSpec> each : runs.entrySet()) {
      EarlierRun.of(experiment.run(each.getKey()), each.getValue());
    }
  }

  /** Makes the folder, makes sure that it can be written, and throws away what is not wanted. */
  private void prepareFolder(Map<RunKey, RunSpec> runs) throws IOException {
    try {
      Files.createDirectories(options.out());
      Files.delete(Files.createTempFile(options.out(), ".writable", ""));
    } catch (IOException e) {
      throw new ConfigException(
          "cannot write to the folder %s: %s. Or choose another with --out DIR"
              .formatted(options.out(), Reason.of(e)),
          e);
    }
    if (options.fresh()) {
      for (RunKey key : runs.keySet()) {
        delete(experiment.run(key).path());
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  static Environment environment() {
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
