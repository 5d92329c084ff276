package io.seqlab.study;

import ai.djl.engine.Engine;
import io.seqlab.config.ConfigException;
import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.ResolvedYaml;
import io.seqlab.result.Environment;
import io.seqlab.result.ExperimentFolder;
import io.seqlab.result.Provenance;
import io.seqlab.result.RunKey;
import io.seqlab.result.RunRecord;
import io.seqlab.result.RunResult;
import io.seqlab.result.RunStatus;
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

/** Runs a study: every model with every seed, one after the other. Finished runs are kept. */
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
   * @param cancellation asked between steps
   */
  public record Options(
      Path out, List<Only> only, boolean fresh, String command, Cancellation cancellation) {}

  public StudyRunner(StudySpec study, Options options, StudyListener listener) {
    this.study = study;
    this.options = options;
    this.listener = listener;
    this.experiment = new ExperimentFolder(options.out());
  }

  /**
   * Runs what is missing, and gathers the results.
   *
   * @return the results of all runs asked for, in order
   * @throws ConfigException if the folder holds runs of other settings, or cannot be written
   */
  public List<RunResult> run() throws IOException {
    Map<RunKey, RunSpec> runs = runs();
    checkFolder(runs);
    Examples examples = Examples.load(study.task());
    study.models().values().forEach(model -> RunExecutor.build(model, examples.vocabularies()));
    Environment environment = environment();
    experiment.writeStudy(ResolvedYaml.write(study));
    experiment.writeProvenance(
        new Provenance(study.study(), study.description(), options.command(), environment));
    List<RunResult> results = new ArrayList<>();
    int number = 0;
    for (Map.Entry<RunKey, RunSpec> each : runs.entrySet()) {
      number++;
      if (options.cancellation().requested()) {
        break;
      }
      results.add(
          runOne(each.getKey(), each.getValue(), examples, environment, number, runs.size()));
    }
    experiment.collect(keys(study));
    return results;
  }

  private RunResult runOne(
      RunKey key, RunSpec spec, Examples examples, Environment environment, int number, int of)
      throws IOException {
    Optional<RunRecord> before = experiment.run(key).readRecord();
    if (before.isPresent() && before.get().result().status() == RunStatus.DONE) {
      listener.runSkipped(key, number, of);
      return before.get().result();
    }
    RunContext context =
        new RunContext(
            key, spec, experiment.run(key), environment, listener, options.cancellation());
    return new RunExecutor(context, examples).execute(number, of);
  }

  /**
   * The runs asked for; one seed of all models before the next seed, so that a study cut short
   * still compares.
   */
  private Map<RunKey, RunSpec> runs() {
    Map<RunKey, RunSpec> runs = new LinkedHashMap<>();
    for (RunKey key : keys(study)) {
      if (Only.any(options.only(), key.model(), key.seed())) {
        runs.put(key, RunSpec.of(study, key.model(), key.seed()));
      }
    }
    return runs;
  }

  /** Every run of a study, in the order they are run. */
  public static List<RunKey> keys(StudySpec study) {
    List<RunKey> keys = new ArrayList<>();
    for (long seed : study.seeds()) {
      for (String model : study.models().keySet()) {
        keys.add(new RunKey(model, seed));
      }
    }
    return keys;
  }

  /**
   * Earlier runs must be of the same settings, or be thrown away on purpose; and the folder must be
   * writable.
   */
  private void checkFolder(Map<RunKey, RunSpec> runs) throws IOException {
    try {
      Files.createDirectories(options.out());
      Files.delete(Files.createTempFile(options.out(), ".writable", ""));
    } catch (IOException e) {
      throw new ConfigException(
          "cannot write to the folder %s (%s); choose another with --out DIR"
              .formatted(options.out(), e));
    }
    for (Map.Entry<RunKey, RunSpec> each : runs.entrySet()) {
      Path folder = experiment.run(each.getKey()).path();
      if (options.fresh()) {
        delete(folder);
        continue;
      }
      Optional<RunRecord> before = experiment.run(each.getKey()).readRecord();
      if (before.isPresent()
          && !before.get().configHash().equals(RunExecutor.hash(each.getValue()))) {
        throw new ConfigException(
            "%s holds a run of other settings; --fresh replaces it, --out DIR keeps both"
                .formatted(folder));
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
