package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.measure.TrainingMeasure;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several {@code seqlab} processes that share the folder of one study. */
@Tag("slow")
class SharedStudyTest {
  private static final String STUDY =
      """
      study: shared
      task: {type: reverse, examples: {train: 160, valid: 8, test: 8}}
      training: {batch: {size: 8}, budget: {steps: 300}, validate_every: 50}
      decoding: {max_length: 20}
      metrics: [exact_match, token_accuracy]
      seeds: [1, 2]
      models:
        luong: {type: rnn, cell: lstm, hidden: 16, embedding: 16, attention: luong, dropout: 0.3}
        transformer: {type: transformer, d_model: 16, heads: 2, layers: 1, ff: 32, dropout: 0.3}
      """;

  private static final List<RunKey> RUNS =
      Stream.of(1L, 2L)
          .flatMap(seed -> Stream.of("luong", "transformer").map(m -> new RunKey(m, seed)))
          .toList();

  @TempDir private static Path alone;
  @TempDir private Path home;
  private SeqlabProcess seqlab;
  private Path out;

  @BeforeAll
  static void runByOneProcess() throws Exception {
    SeqlabProcess.of(alone, STUDY).finish(alone.resolve("out"));
  }

  @BeforeEach
  void write() throws IOException {
    seqlab = SeqlabProcess.of(home, STUDY);
    out = home.resolve("out");
  }

  @ParameterizedTest
  @CsvSource({"a, a, ''", "a, b, ''", "a, b, --jobs=2"})
  void twoProcessesFinishAStudyOnce(String host, String otherHost, String jobs) throws Exception {
    String[] arguments = jobs.isEmpty() ? new String[0] : new String[] {jobs};
    SeqlabProcess first = seqlab.with("first", "-Dseqlab.host=" + host);
    SeqlabProcess second = seqlab.with("second", "-Dseqlab.host=" + otherHost);
    Process one = first.start(out, arguments);
    Process two = second.start(out, arguments);
    assertThat(first.exitCode(one)).as("%s", first.output()).isZero();
    assertThat(second.exitCode(two)).as("%s", second.output()).isZero();
    List<String> executed = new ArrayList<>(executed(first));
    assertThat(executed).as("%s", first.output()).isNotEmpty().hasSizeLessThan(RUNS.size());
    executed.addAll(executed(second));
    assertThat(executed).containsExactlyInAnyOrderElementsOf(labels());
    assertSameAsAlone();
  }

  @Test
  void halvesOfAStudyAndReportsBesideThem() throws Exception {
    SeqlabProcess first = seqlab.with("first");
    SeqlabProcess second = seqlab.with("second", "-Dseqlab.host=other");
    Process one = first.start(out, "--only", "seed=1");
    Process two = second.start(out, "--only", "seed=2");
    SeqlabProcess reporter = seqlab.with("reports");
    while (one.isAlive() || two.isAlive()) {
      if (Files.exists(out.resolve("results.csv"))) {
        Process report = reporter.start(List.of("report", out.toString()));
        assertThat(reporter.exitCode(report)).as("%s", reporter.output()).isZero();
      }
      Thread.sleep(50);
    }
    assertThat(first.exitCode(one)).as("%s", first.output()).isZero();
    assertThat(second.exitCode(two)).as("%s", second.output()).isZero();
    assertSameAsAlone();
  }

  /** The owner of a run is stopped, replaced by a process of another host, and wakes up. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anOwnerThatWakesUpWritesNothingMore() throws Exception {
    String timeout = "-Dseqlab.owner.timeout=3";
    SeqlabProcess first = seqlab.with("first", timeout, "-Dseqlab.host=a");
    SeqlabProcess second = seqlab.with("second", timeout, "-Dseqlab.host=b");
    Path run = out.resolve(RUNS.get(0).folder());
    Process asleep = first.start(out);
    while (!Files.exists(run.resolve("checkpoints/latest/state.json"))) {
      first.requireAlive(asleep);
      Thread.sleep(5);
    }
    signal(asleep, "-STOP");
    Process taker = second.start(out);
    assertThat(second.exitCode(taker)).as("%s", second.output()).isZero();
    String record = Files.readString(run.resolve("run.json"));
    List<String> files = files(run);
    signal(asleep, "-CONT");
    assertThat(first.exitCode(asleep)).as("%s", first.output()).isZero();
    assertThat(first.output()).contains("executes this run", "done by another process");
    assertThat(run.resolve("run.json")).hasContent(record);
    assertThat(files(run)).isEqualTo(files);
    assertThat(executed(second)).containsExactlyInAnyOrderElementsOf(labels());
    assertSameAsAlone();
  }

  private static void signal(Process process, String signal) throws Exception {
    Process kill = new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Name, size and time of every file of a run. */
  private static List<String> files(Path run) throws IOException {
    try (Stream<Path> all = Files.walk(run)) {
      return all.map(Path::toFile)
          .map(file -> file + " " + file.length() + " " + file.lastModified())
          .sorted()
          .toList();
    }
  }

  private static List<String> labels() {
    return RUNS.stream().map(RunKey::toString).toList();
  }

  /** The runs that a process executed to the end. */
  private static List<String> executed(SeqlabProcess process) throws IOException {
    return process
        .output()
        .lines()
        .filter(line -> line.contains(" steps in "))
        .map(line -> line.replaceFirst("\\[.*?] (.*): .*", "$1"))
        .toList();
  }

  private void assertSameAsAlone() throws Exception {
    for (RunKey run : RUNS) {
      for (String file :
          List.of(
              "checkpoints/latest/model.safetensors",
              "checkpoints/best/model.safetensors",
              "predictions.tsv",
              "examples.csv")) {
        String inRun = run.folder() + "/" + file;
        assertThat(SeqlabProcess.sha256(out.resolve(inRun)))
            .as(inRun)
            .isEqualTo(SeqlabProcess.sha256(alone.resolve("out").resolve(inRun)));
      }
    }
    assertThat(results(out)).isEqualTo(results(alone.resolve("out")));
    assertThat(measures(out)).isEqualTo(measures(alone.resolve("out")));
    for (String file : List.of("examples.csv", "samples.json", "attention.json")) {
      assertThat(out.resolve(file)).hasSameBinaryContentAs(alone.resolve("out").resolve(file));
    }
    try (Stream<Path> all = Files.walk(out)) {
      assertThat(all.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
    }
  }

  /** The rows of measures.csv without the number of runs at the same time. */
  private static List<Measure> measures(Path folder) throws IOException {
    return new ExperimentFolder(folder)
        .readMeasures().stream()
            .filter(m -> !m.measure().equals(TrainingMeasure.CONCURRENT_RUNS.key()))
            .toList();
  }

  /** The rows of results.csv without what depends on time. */
  private static List<Object> results(Path folder) throws IOException {
    List<RunResult> results = new ExperimentFolder(folder).readResults();
    assertThat(results).allMatch(result -> result.status() == RunStatus.DONE);
    return results.stream()
        .<Object>map(r -> List.of(r.key(), r.parameters(), r.steps(), r.metrics()))
        .toList();
  }
}
