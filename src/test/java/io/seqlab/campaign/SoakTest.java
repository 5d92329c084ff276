package io.seqlab.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One parent and two workers execute tiny runs for a long time: resident memory and open files stay
 * flat, and no file is left over. {@code -Dsoak.minutes=90} sets the duration, {@code
 * -Dsoak.folder=DIR} the folder of the samples.
 */
@Tag("slow")
class SoakTest {
  private static final double MINUTES = Double.parseDouble(System.getProperty("soak.minutes", "5"));
  private static final Path FOLDER = Path.of(System.getProperty("soak.folder", "target/soak"));
  private static final Duration SAMPLE_EVERY = Duration.ofSeconds(MINUTES < 10 ? 2 : 10);

  /** Runs that the whole soak of 90 minutes must finish at least, and a share of them a shorter. */
  private static final double RUNS_PER_MINUTE = 200.0 / 90;

  /** Allowed for noise: of resident memory as a share, of open files and threads as a number. */
  private static final double MEMORY_GROWTH = 1.1;

  private static final int FILE_GROWTH = 2;

  private static final String STUDY =
      """
      study: soak
      task: {type: reverse, symbols: 10, lengths: {train: [1, 8], valid: [1, 8], test: [1, 10]}, examples: {train: 256, valid: 32, test: 32}}
      training: {batch: {size: 16}, budget: {steps: 400}, validate_every: 100}
      decoding: {beam: 2, max_length: 14}
      metrics: [exact_match, token_accuracy, bleu]
      seeds: [%s]
      models:
        luong: {type: rnn, cell: lstm, hidden: 16, embedding: 16, attention: luong, dropout: 0.1}
        transformer: {type: transformer, d_model: 16, heads: 2, layers: 1, ff: 32, dropout: 0.1}
      probes:
        - {type: slices}
        - {type: attention}
        - {type: order}
      """;

  @TempDir private Path home;
  private final SeqlabCommand seqlab = SeqlabCommand.built();
  private Path temporary;

  /** Uses of one process at successive times. */
  private record Series(String name, List<ProcessUse> uses) {
    /** The largest value in a third of the series, from 0. */
    long max(int third, ToLongFunction<ProcessUse> value) {
      int size = uses.size();
      return uses.subList(size * third / 3, size * (third + 1) / 3).stream()
          .mapToLong(value)
          .max()
          .orElseThrow();
    }
  }

  @BeforeEach
  void createFolders() throws IOException {
    assumeTrue(ProcessUse.isAvailable(), "memory and files are read from /proc");
    Files.createDirectories(FOLDER);
    temporary = Files.createDirectories(home.resolve("tmp"));
  }

  @Test
  void memoryAndFilesStayFlat() throws Exception {
    double secondsPerRun = pilot();
    // Ten times what fits, as the machine may have been busy during the pilot.
    long seeds = Math.max(20, Math.round(5 * MINUTES * 60 / secondsPerRun));
    Path out = FOLDER.resolve("out").toAbsolutePath();
    deleteFolder(out);
    Process parent = start("soak.yaml", seeds, out).process();
    Map<Long, Series> series = sample(parent);
    long done = runsDone(out);
    System.out.printf(
        Locale.ROOT, "soak: %d runs in %.1f min, samples in %s%n", done, MINUTES, samples());

    parent.destroy(); // SIGTERM: the runs in progress are saved
    assertThat(parent.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(parent.exitValue()).isEqualTo(143);
    assertThat(done).isGreaterThanOrEqualTo((long) (RUNS_PER_MINUTE * MINUTES));
    assertThat(series).as("one parent and two workers, none replaced").hasSize(3);
    series.values().forEach(SoakTest::assertFlat);
    assertNothingLeftOver(out);
  }

  /** The seconds between two finished runs, from a study of eight. */
  private double pilot() throws Exception {
    Path out = home.resolve("pilot");
    long start = System.nanoTime();
    assertThat(start("pilot.yaml", 4, out).await().exit()).isZero();
    return (System.nanoTime() - start) / 1e9 / 8;
  }

  private SeqlabCommand.Started start(String name, long seeds, Path out) throws IOException {
    String list =
        LongStream.rangeClosed(1, seeds).mapToObj(String::valueOf).collect(Collectors.joining(","));
    Path study = Files.writeString(home.resolve(name), STUDY.formatted(list));
    return seqlab
        .with("-Djava.io.tmpdir=" + temporary)
        .start(
            home,
            FOLDER,
            "run",
            study.toString(),
            "--jobs",
            "2",
            "--threads",
            "2",
            "--out",
            out.toString());
  }

  private static Path samples() {
    return FOLDER.resolve("samples.tsv");
  }

  /** Samples the parent and its children until the time is over. */
  private static Map<Long, Series> sample(Process parent) throws Exception {
    Map<Long, Series> series = new TreeMap<>();
    Instant start = Instant.now();
    StringBuilder table = new StringBuilder("seconds\tprocess\tpid\tresident_kb\tfiles\tthreads\n");
    Instant end = start.plusMillis((long) (MINUTES * 60_000));
    while (Instant.now().isBefore(end)) {
      assertThat(parent.isAlive()).as("the parent ended too early").isTrue();
      List<Long> pids =
          Stream.concat(Stream.of(parent.pid()), parent.children().map(ProcessHandle::pid))
              .toList();
      for (long pid : pids) {
        String name = pid == parent.pid() ? "parent" : "worker";
        ProcessUse.of(pid)
            .ifPresent(
                use -> {
                  series
                      .computeIfAbsent(pid, p -> new Series(name + " " + p, new ArrayList<>()))
                      .uses()
                      .add(use);
                  table.append(
                      "%d\t%s\t%d\t%d\t%d\t%d%n"
                          .formatted(
                              Duration.between(start, Instant.now()).toSeconds(),
                              name,
                              pid,
                              use.residentKb(),
                              use.files(),
                              use.threads()));
                });
      }
      Files.writeString(samples(), table);
      Thread.sleep(SAMPLE_EVERY.toMillis());
    }
    return series;
  }

  private static void assertFlat(Series series) {
    long memory = series.max(1, ProcessUse::residentKb);
    long later = series.max(2, ProcessUse::residentKb);
    long files = series.max(1, ProcessUse::files);
    long laterFiles = series.max(2, ProcessUse::files);
    System.out.printf(
        "soak: %s: resident %d KiB, then %d; open files %d, then %d; threads %d, then %d%n",
        series.name(),
        memory,
        later,
        files,
        laterFiles,
        series.max(1, ProcessUse::threads),
        series.max(2, ProcessUse::threads));
    assertThat((double) later)
        .as("resident of " + series.name())
        .isLessThan(memory * MEMORY_GROWTH);
    assertThat(laterFiles).as("open files of " + series.name()).isLessThan(files + FILE_GROWTH + 1);
    assertThat(series.max(2, ProcessUse::threads))
        .as("threads of " + series.name())
        .isLessThan(series.max(1, ProcessUse::threads) + FILE_GROWTH + 1);
  }

  private static long runsDone(Path out) throws IOException {
    long done = 0;
    for (Path file : files(out)) {
      if (file.endsWith("run.json")) {
        done += Files.readString(out.resolve(file)).contains("\"done\"") ? 1 : 0;
      }
    }
    return done;
  }

  /**
   * A run's folder holds the same files as that of every other run of its model, and no temporary
   * ones; so does the folder of temporary files.
   */
  private void assertNothingLeftOver(Path out) throws IOException {
    Set<Path> temporaryFiles =
        files(out).stream()
            .filter(file -> file.getFileName().toString().matches("\\..*|.*\\.(tmp|new|old|part)"))
            .filter(file -> !file.endsWith(".owner"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(temporaryFiles).as("temporary files").isEmpty();
    Map<String, Set<String>> kinds = new TreeMap<>();
    for (Path run : files(out).stream().filter(file -> file.endsWith("run.json")).toList()) {
      if (Files.readString(out.resolve(run)).contains("\"done\"")) {
        Path folder = run.getParent();
        Set<String> names =
            files(out.resolve(folder)).stream()
                .map(Path::toString)
                .map(name -> name.replaceAll("tfevents.*", "tfevents"))
                .collect(Collectors.toCollection(TreeSet::new));
        kinds.computeIfAbsent(String.join(" ", names), k -> new TreeSet<>()).add(folder.toString());
      }
    }
    assertThat(kinds.keySet()).as("files of the runs: " + kinds).hasSizeLessThanOrEqualTo(2);
    assertThat(files(temporary)).as("the folder of temporary files").isEmpty();
  }

  /** All files below a folder, relative to it. */
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(folder::relativize).toList();
    }
  }

  private static void deleteFolder(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
