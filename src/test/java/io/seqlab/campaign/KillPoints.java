package io.seqlab.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kills {@code seqlab run} with SIGKILL: at the N-th call that changes a folder (by strace), or
 * after a time. Each case starts from nothing, kills several times, and then runs to the end: the
 * results must be those of an uninterrupted run.
 */
final class KillPoints {
  private static final long SEED = Long.getLong("campaign.seed", 9);

  private static final int IN_THIS_PROCESS = 24;

  /** Files that an uninterrupted run of the study renames into place. */
  private static final int RENAMES = 95;

  /** Before it, a process writes the libraries that it unpacks. */
  private static final int FIRST_WRITE = 160;

  /** Set in the environment of every process of a case, to find those left over. */
  private static final String MARK = "SEQLAB_CAMPAIGN_CASE";

  private final TinyStudy study;
  private final Snapshot reference;
  private final double seconds;
  private final AtomicInteger hits = new AtomicInteger();

  KillPoints(TinyStudy study) throws IOException, InterruptedException {
    this.study = study;
    long start = System.nanoTime();
    reference = study.finish(study.home().resolve("reference"));
    seconds = (System.nanoTime() - start) / 1e9;
  }

  /**
   * One kill.
   *
   * @param before words before the command
   * @param options of the command
   * @param killer kills the started process
   */
  private record Kill(String name, List<String> before, List<String> options, Killer killer) {}

  @FunctionalInterface
  private interface Killer {
    void kill(Process process) throws Exception;
  }

  /** Kills so far that hit a process before its end. */
  int hits() {
    return hits.get();
  }

  /** Cases of three kills each. */
  List<Campaign.Case> cases() throws IOException {
    Random random = new Random(SEED);
    List<Campaign.Case> cases = new ArrayList<>();
    boolean strace = hasStrace();
    if (strace) {
      cases.addAll(whileWriting());
    }
    for (int i = 0; i < IN_THIS_PROCESS; i++) {
      cases.add(
          of(
              "killed in this process",
              strace ? at("rename", 1 + i * RENAMES / IN_THIS_PROCESS) : after(random.nextDouble()),
              strace ? at("unlink,unlinkat", 1 + random.nextInt(12)) : after(random.nextDouble()),
              after(random.nextDouble() * 0.8)));
    }
    for (int i = 0; i < 16; i++) {
      Kill first = strace ? jobs(at("rename", 1 + i * 4)) : jobs(after(random.nextDouble()));
      cases.add(
          of(
              "killed with --jobs 2",
              first,
              part(random.nextDouble(), i % 3),
              part(random.nextDouble() * 0.8, (i + 1) % 3)));
    }
    return cases;
  }

  /** Cases of kills on entering a write, when the file that it writes is empty or half written. */
  List<Campaign.Case> whileWriting() {
    Random random = new Random(SEED);
    List<Campaign.Case> cases = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      cases.add(
          of(
              "killed while writing",
              at("write", FIRST_WRITE + i * 25 + random.nextInt(25)),
              at("write", FIRST_WRITE + random.nextInt(60)),
              at("write", FIRST_WRITE + random.nextInt(30))));
    }
    return cases;
  }

  private Campaign.Case of(String fault, Kill... kills) {
    String name = Stream.of(kills).map(Kill::name).collect(Collectors.joining(", then "));
    return new Campaign.Case(fault, name, () -> check(kills));
  }

  private void check(Kill[] kills) throws Exception {
    String id = UUID.randomUUID().toString();
    Path out = study.home().resolve(id);
    for (Kill kill : kills) {
      List<String> words = new ArrayList<>(kill.before());
      words.addAll(study.words(out, kill.options().toArray(String[]::new)));
      Process process =
          SeqlabCommand.start(study.home(), study.logs(), Map.of(MARK, id), words).process();
      kill.killer().kill(process);
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ends after %s", kill.name()).isTrue();
      hits.addAndGet(process.exitValue() == 0 ? 0 : 1);
      requireNoProcess(id);
    }
    study.finish(out);
    Snapshot.of(out).requireEqual(reference);
    TinyStudy.delete(out);
  }

  /** On entering the N-th of these calls in a thread, that process is killed. */
  private static Kill at(String calls, int n) {
    return new Kill(
        "at %s %d".formatted(calls, n),
        List.of(
            "strace",
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            "trace=" + calls,
            "-e",
            "inject=" + calls + ":signal=KILL:when=" + n),
        List.of(),
        process -> process.waitFor(3, TimeUnit.MINUTES));
  }

  private static Kill jobs(Kill kill) {
    return new Kill(kill.name(), kill.before(), List.of("--jobs", "2"), kill.killer());
  }

  /** After a share of the time of the whole study. */
  private Kill after(double share) {
    return new Kill(
        "after %.0f %%".formatted(share * 100),
        List.of(),
        List.of(),
        process -> {
          process.waitFor((long) (share * seconds * 1000), TimeUnit.MILLISECONDS);
          process.destroyForcibly();
        });
  }

  /** Kills the parent (0), the first worker (1), or all (2) after a share of the time. */
  private Kill part(double share, int which) {
    String name = List.of("parent", "worker", "all").get(which);
    return new Kill(
        "%s after %.0f %%".formatted(name, share * 100),
        List.of(),
        List.of("--jobs", "2"),
        process -> {
          process.waitFor((long) (share * seconds * 1000), TimeUnit.MILLISECONDS);
          List<ProcessHandle> workers = process.children().toList();
          if (which > 0) {
            workers.stream().limit(which == 1 ? 1 : 2).forEach(ProcessHandle::destroyForcibly);
          }
          if (which != 1) {
            process.destroyForcibly();
          }
        });
  }

  static boolean hasStrace() throws IOException {
    try {
      return new ProcessBuilder("strace", "-o", "/dev/null", "-f", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Workers of a killed parent end by themselves, soon. */
  private static void requireNoProcess(String id) throws Exception {
    for (int wait = 0; wait < 200 && !processes(id).isEmpty(); wait++) {
      Thread.sleep(100);
    }
    assertThat(processes(id)).as("processes left over after 20 s").isEmpty();
  }

  private static List<Long> processes(String id) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> environment(pid).contains(MARK + "=" + id))
        .toList();
  }

  private static String environment(long pid) {
    try {
      return Files.readString(
          Path.of("/proc", String.valueOf(pid), "environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException | UncheckedIOException e) {
      return "";
    }
  }
}
