package io.seqlab.cli;

import io.seqlab.cli.progress.SignalCancellation;
import io.seqlab.study.worker.RunWorker;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code seqlab worker}: the processes of {@code seqlab run --jobs N}. */
@Command(
    name = "worker",
    hidden = true,
    description = "Executes the runs that seqlab run --jobs tells it of on standard input.")
public final class WorkerCommand implements Callable<Integer> {
  @Mixin private EngineOptions engine;

  /** The words that start one with the Java, the options and the code of this process. */
  static List<String> words(int threads) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-XX:+ExitOnOutOfMemoryError"); // rather than live on with a thread that died of it
    words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(List.of("worker", "--threads", String.valueOf(threads)));
    return words;
  }

  @Override
  public Integer call() throws IOException {
    engine.use();
    PrintStream events = System.out;
    System.setOut(System.err); // what libraries print must not stand between events
    SignalCancellation interruption = SignalCancellation.listen(() -> {});
    new RunWorker(events, interruption).work(System.in);
    return interruption.requested() ? interruption.exitCode() : ExitCode.OK;
  }
}
