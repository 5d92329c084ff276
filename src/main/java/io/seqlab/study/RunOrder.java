package io.seqlab.study;

import io.seqlab.config.RunSpec;
import io.seqlab.config.yaml.ResolvedYaml;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.Environment;
import io.seqlab.result.Json;
import io.seqlab.result.RunFolder;
import io.seqlab.result.RunKey;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a worker process is told of a run: one line of JSON.
 *
 * @param folder of the run
 * @param config the resolved run, as YAML
 */
record RunOrder(RunKey key, String folder, String config, Environment environment) {
  private static final String NAME = "order of a run";

  static RunOrder of(RunContext run) {
    return new RunOrder(
        run.key(),
        run.folder().path().toString(),
        ResolvedYaml.write(run.spec()),
        run.environment());
  }

  static RunOrder parse(String line) throws IOException {
    return Json.parse(Path.of(NAME), line, RunOrder.class);
  }

  String line() throws IOException {
    return Json.line(this);
  }

  RunContext run(StudyListener listener, Cancellation cancellation) {
    return new RunContext(
        key,
        SpecReader.read(config, NAME, RunSpec.class),
        new RunFolder(Path.of(folder)),
        environment,
        listener,
        cancellation);
  }
}
