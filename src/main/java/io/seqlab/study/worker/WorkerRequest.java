package io.seqlab.study.worker;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.RunSpec;
import io.seqlab.config.yaml.ResolvedYaml;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.file.Json;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.RunKey;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A run for a worker process to execute, as one JSON line.
 *
 * @param folder of the run
 * @param config resolved spec of the run, as YAML
 * @param data that the worker must find as well
 * @param jobs number of runs that are executed at the same time
 */
record WorkerRequest(
    RunKey key, String folder, String config, DataDigests data, Environment environment, int jobs) {
  private static final String NAME = "worker request";

  static WorkerRequest of(RunContext run) {
    return new WorkerRequest(
        run.key(),
        run.folder().path().toString(),
        ResolvedYaml.write(run.spec()),
        run.data(),
        run.environment(),
        run.jobs());
  }

  static WorkerRequest parse(String line) throws IOException {
    return Json.parseMessage(NAME, line, WorkerRequest.class);
  }

  /** A copy for a process with another current folder. */
  WorkerRequest withAbsoluteFolder() {
    String absolute = Path.of(folder).toAbsolutePath().normalize().toString();
    return new WorkerRequest(key, absolute, config, data, environment, jobs);
  }

  /** A copy for the machine that executes it; the code is the same. */
  WorkerRequest on(Environment machine) {
    return new WorkerRequest(key, folder, config, data, environment.on(machine), jobs);
  }

  RunSpec spec() {
    return SpecReader.read(config, NAME, RunSpec.class);
  }

  RunContext run(StudyListener listener, Cancellation cancellation) {
    return new RunContext(
        key,
        spec(),
        data,
        new RunFolder(Path.of(folder)),
        environment,
        jobs,
        listener,
        cancellation);
  }
}
