package io.seqlab.study.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seqlab.config.RunSpec;
import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.file.Json;
import io.seqlab.result.record.RunKey;
import io.seqlab.storage.AtomicFile;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files by which a command and a worker on another machine speak: {@code requests.jsonl}, the
 * runs; {@code progress.json}, what the worker does; {@code log.txt}, all its output.
 */
public record ElementFiles(Path folder) {
  private static final String REQUESTS = "requests.jsonl";
  private static final String PROGRESS = "progress.json";
  private static final String LOG = "log.txt";

  /**
   * What a worker does.
   *
   * @param node name of its machine
   * @param active folder of the run that it executes; empty between runs
   * @param phase of that run
   * @param progress of that run; null before its first step
   * @param ended the folders of runs that are done (empty text) or have failed (the reason)
   */
  public record Progress(
      String node,
      String active,
      StudyListener.Phase phase,
      StudyListener.Progress progress,
      Map<String, String> ended) {}

  /** Writes the runs, and creates the folder. */
  public void writeRequests(List<RunContext> runs) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (RunContext run : runs) {
      lines.append(Json.line(WorkerRequest.of(run).withAbsoluteFolder())).append('\n');
    }
    AtomicFile.write(folder.resolve(REQUESTS), lines.toString());
  }

  List<WorkerRequest> readRequests() throws IOException {
    List<WorkerRequest> requests = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(REQUESTS))) {
      requests.add(WorkerRequest.parse(line));
    }
    return requests;
  }

  /** The runs, with their settings. */
  public Map<RunKey, RunSpec> specs() throws IOException {
    Map<RunKey, RunSpec> specs = new LinkedHashMap<>();
    for (WorkerRequest request : readRequests()) {
      specs.put(request.key(), request.spec());
    }
    return specs;
  }

  void write(Progress progress) throws IOException {
    AtomicFile.write(folder.resolve(PROGRESS), Json.line(progress) + "\n");
  }

  /** When the progress was written last; 0 before that. */
  public long progressTime() {
    return folder.resolve(PROGRESS).toFile().lastModified();
  }

  /** The progress; empty before a worker has started. */
  public Optional<Progress> readProgress() throws IOException {
    Path file = folder.resolve(PROGRESS);
    try {
      return Optional.of(
          Json.parseMessage(file.toString(), Files.readString(file), Progress.class));
    } catch (NoSuchFileException | CorruptFileException e) {
      return Optional.empty();
    }
  }

  /** What its log says about the latest start; says nothing if there is no log. */
  public ElementLog readLog() throws IOException {
    Path log = folder.resolve(LOG);
    return ElementLog.of(Files.exists(log) ? new String(Files.readAllBytes(log), UTF_8) : "");
  }
}
