package io.seqlab.cli;

import io.seqlab.cli.progress.SignalCancellation;
import io.seqlab.cli.text.StandardStreams;
import io.seqlab.study.run.EngineEnvironment;
import io.seqlab.study.run.Failure;
import io.seqlab.study.worker.ElementWorker;
import io.seqlab.study.worker.RunWorker;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seqlab worker}: the processes of {@code seqlab run --jobs N} and {@code --on slurm}. */
@Command(
    name = "worker",
    hidden = true,
    description = "Executes the runs that seqlab run --jobs sends on standard input.")
public final class WorkerCommand implements Callable<Integer> {
  @Mixin private EngineOptions engine;

  @Option(
      names = "--element",
      paramLabel = "DIR",
      description = "Execute the runs of an element of a job array instead.")
  private Optional<Path> element = Optional.empty();

  /** Starts a worker with the Java, JVM options and class path of this process. */
  static List<String> commandLine(int threads) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Rather than continue without the thread that failed.
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("worker", "--threads", String.valueOf(threads)));
    return command;
  }

  @Override
  public Integer call() throws IOException {
    engine.apply();
    if (element.isPresent()) {
      return execute(element.get());
    }
    PrintStream events = StandardStreams.uncheckedOutput();
    System.setOut(System.err); // output of libraries must not mix with events
    SignalCancellation cancellation = new SignalCancellation(() -> {});
    new RunWorker(events, cancellation).work(System.in);
    return cancellation.requested() ? cancellation.exitCode() : ExitCode.OK;
  }

  private static int execute(Path element) throws IOException {
    SignalCancellation cancellation = new SignalCancellation(() -> {});
    String node = Objects.requireNonNullElse(System.getenv("SLURMD_NODENAME"), "");
    List<Failure> failures =
        new ElementWorker(element, EngineEnvironment.collect(), node, cancellation).work();
    if (cancellation.requested()) {
      return cancellation.exitCode();
    }
    return failures.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
