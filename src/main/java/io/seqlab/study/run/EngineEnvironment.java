package io.seqlab.study.run;

import ai.djl.engine.Engine;
import io.seqlab.result.record.Environment;
import java.util.LinkedHashMap;
import java.util.Map;

/** This machine, with the threads and libraries of the tensor engine. */
public final class EngineEnvironment {
  private EngineEnvironment() {}

  /** Loads the engine and reads the environment. */
  public static Environment collect() {
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
