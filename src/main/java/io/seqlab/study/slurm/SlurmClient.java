package io.seqlab.study.slurm;

import io.seqlab.config.schema.ConfigException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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

  /** Names in one question: an argument of a command has at most 128 KiB. */
  private static final int NAMES = 1000;

  /** What sbatch prints with --parsable: the id, and the cluster if there are several. */
  private static final Pattern JOB_ID = Pattern.compile("(\\d+)(;.*)?");

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

    /** Whether its worker has ended, or has been told to. */
    boolean isEnding() {
      return state.equals("COMPLETING");
    }

    String element() {
      return WatchedElement.name(name, index);
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
    int size = matcher.find() ? Integer.parseInt(matcher.group(1)) : DEFAULT_MAX_ARRAY_SIZE;
    if (size == 0) {
      throw new ConfigException(
          "--on slurm submits job arrays, which this cluster does not allow (MaxArraySize = 0); use --on local in a job of your own");
    }
    return size;
  }

  /** Submits a script; returns the id of the job. */
  String submit(List<String> options, Path script) throws IOException {
    List<String> command = new ArrayList<>(List.of("sbatch", "--parsable"));
    command.addAll(options);
    command.add(script.toString());
    String output = run(command.toArray(String[]::new));
    return output
        .lines()
        .map(line -> JOB_ID.matcher(line.strip()))
        .filter(Matcher::matches)
        .map(id -> id.group(1))
        .findFirst()
        .orElseThrow(() -> new SlurmException("sbatch printed no job id: " + reason(output)));
  }

  /** The elements of the jobs with these names that have not ended. */
  List<Queued> queue(Collection<String> names) throws IOException {
    String format = "--format=%j|%F|%K|%T|%r|%N";
    List<String> all = List.copyOf(names);
    List<Queued> queue = new ArrayList<>();
    for (int i = 0; i < all.size(); i += NAMES) {
      String some = String.join(",", all.subList(i, Math.min(all.size(), i + NAMES)));
      String output = run("squeue", "--all", "-r", "-h", "--name=" + some, format);
      output.lines().map(SlurmClient::queued).flatMap(Optional::stream).forEach(queue::add);
    }
    return queue;
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
      String message = forgotten.getMessage();
      if (!message.contains("Invalid job id") && !message.contains("not found")) {
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

  /**
   * Cancels jobs with all their elements.
   *
   * @throws SlurmException that names those that could not be cancelled
   */
  void cancelAll(Collection<String> jobs) throws IOException {
    List<String> left = new ArrayList<>();
    String reason = "";
    for (String job : jobs) {
      try {
        run("scancel", job);
      } catch (SlurmException e) {
        left.add(job);
        reason = e.getMessage();
      }
    }
    if (!left.isEmpty()) {
      throw new SlurmException(
          "job %1$s could not be cancelled (%2$s); run: scancel %3$s"
              .formatted(String.join(", ", left), reason, String.join(" ", left)));
    }
  }

  /** The standard output of a command. */
  private static String run(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectInput(nothing());
    builder.environment().keySet().removeIf(SlurmClient::changesTheQuestion);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      boolean missing = e.getMessage().contains("error=2,");
      throw new SlurmException(
          "cannot start %s: %s"
              .formatted(command[0], missing ? "no such command" : e.getMessage()));
    }
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    List<Thread> readers =
        List.of(copy(process.getInputStream(), output), copy(process.getErrorStream(), errors));
    try {
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new SlurmException(
            "%s has not answered for %d s".formatted(command[0], TIMEOUT_SECONDS));
      }
      for (Thread reader : readers) {
        reader.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + command[0]);
    }
    if (process.exitValue() != 0) {
      throw new SlurmException(
          "%s failed: %s".formatted(command[0], reason(text(errors) + "\n" + text(output))));
    }
    return text(output);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Variables by which a user filters jobs, or lets sbatch wait for the end of the job. */
  private static boolean changesTheQuestion(String variable) {
    return variable.startsWith("SQUEUE_")
        || variable.startsWith("SCANCEL_")
        || variable.equals("SBATCH_WAIT");
  }

  private static ProcessBuilder.Redirect nothing() {
    return ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile());
  }

  private static Thread copy(InputStream in, ByteArrayOutputStream to) {
    Thread reader =
        new Thread(
            () -> {
              try {
                in.transferTo(to);
              } catch (IOException e) {
                // The process has ended.
              }
            },
            "output of a command of Slurm");
    reader.setDaemon(true);
    reader.start();
    return reader;
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
