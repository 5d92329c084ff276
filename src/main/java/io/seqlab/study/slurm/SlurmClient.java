package io.seqlab.study.slurm;

import io.seqlab.config.schema.ConfigException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of Slurm, which must be on the PATH. */
final class SlurmClient {
  /** sbatch itself retries for minutes where the queue is full. */
  private static final int TIMEOUT_SECONDS = 300;

  private static final Pattern MAX_ARRAY_SIZE = Pattern.compile("MaxArraySize *= *(\\d+)");
  private static final int DEFAULT_MAX_ARRAY_SIZE = 1001;

  /**
   * An element of a job array that waits or runs.
   *
   * @param name of the job
   * @param job id of the array
   * @param reason why it waits
   */
  record Queued(String name, String job, int index, String state, String reason, String node) {
    boolean isRunning() {
      return !state.equals("PENDING");
    }
  }

  /**
   * Requires Slurm on this machine.
   *
   * @throws ConfigException if there is no sbatch on the PATH
   */
  void require() {
    try {
      run("sbatch", "--version");
    } catch (IOException e) {
      throw new ConfigException(
          "--on slurm needs the commands of Slurm, but sbatch does not start (%s); use a login node of the cluster, put them on the PATH (often: module load slurm), or use --on local"
              .formatted(e.getMessage()),
          e);
    }
  }

  /** The largest number of elements of an array. */
  int maxArraySize() throws IOException {
    Matcher matcher = MAX_ARRAY_SIZE.matcher(run("scontrol", "show", "config"));
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : DEFAULT_MAX_ARRAY_SIZE;
  }

  /** Submits a script; returns the id of the job. */
  String submit(List<String> options, Path script) throws IOException {
    List<String> command = new ArrayList<>(List.of("sbatch", "--parsable"));
    command.addAll(options);
    command.add(script.toString());
    String[] lines = run(command.toArray(String[]::new)).strip().split("\n", -1);
    return lines[lines.length - 1].replaceFirst(";.*", "").strip();
  }

  /** The elements of the jobs with these names that have not ended. */
  List<Queued> queue(Collection<String> names) throws IOException {
    String format = "--format=%j|%F|%K|%T|%r|%N";
    String output = run("squeue", "-r", "-h", "--name=" + String.join(",", names), format);
    return output.lines().map(SlurmClient::queued).flatMap(Optional::stream).toList();
  }

  private static Optional<Queued> queued(String line) {
    String[] fields = line.strip().split("\\|", -1);
    return fields.length == 6 && fields[2].matches("\\d+")
        ? Optional.of(
            new Queued(
                fields[0], fields[1], Integer.parseInt(fields[2]), fields[3], fields[4], fields[5]))
        : Optional.empty();
  }

  /** How an element ended, from the controller or else from the accounting. */
  JobEnd end(String job, int index) throws IOException {
    String element = job + "_" + index;
    try {
      return JobEnd.ofScontrol(run("scontrol", "show", "job", "-o", element));
    } catch (SlurmException forgotten) {
      if (!forgotten.getMessage().contains("Invalid job id")) {
        throw forgotten; // the controller does not answer
      }
    }
    try {
      String[] fields =
          run("sacct", "-n", "-P", "-X", "-j", element, "-o", "State,ExitCode")
              .strip()
              .split("\\|", -1);
      return fields.length == 2 ? JobEnd.ofSacct(fields[0], fields[1]) : JobEnd.UNKNOWN;
    } catch (SlurmException noAccounting) {
      return JobEnd.UNKNOWN;
    }
  }

  /** Cancels a job with all its elements. */
  void cancel(String job) throws IOException {
    run("scancel", job);
  }

  /** The standard output of a command. */
  private static String run(String... command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectInput(nothing()).start();
    } catch (IOException e) {
      throw new SlurmException("cannot start %s: no such command".formatted(command[0]));
    }
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    Thread reader = new Thread(() -> copyErrors(process, errors), "stderr of " + command[0]);
    reader.setDaemon(true);
    reader.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new SlurmException(command[0] + " does not answer");
      }
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + command[0]);
    }
    if (process.exitValue() != 0) {
      throw new SlurmException(
          "%s failed: %s".formatted(command[0], reason(errors.toString(StandardCharsets.UTF_8))));
    }
    return output;
  }

  private static ProcessBuilder.Redirect nothing() {
    return ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile());
  }

  private static void copyErrors(Process process, ByteArrayOutputStream errors) {
    try {
      process.getErrorStream().transferTo(errors);
    } catch (IOException e) {
      // The process has ended.
    }
  }

  /** The lines of an error without their prefixes: {@code sbatch: error: invalid partition…}. */
  private static String reason(String errors) {
    String lines =
        String.join(
            "; ",
            Arrays.stream(errors.split("\n", -1))
                .map(line -> line.replaceFirst("^\\w+: (error: )?", "").strip())
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList());
    return lines.isEmpty() ? "no message" : lines;
  }
}
