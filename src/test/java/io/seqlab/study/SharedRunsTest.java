package io.seqlab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.RunStatus;
import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import io.seqlab.study.plan.RunFilter;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a study that another process executes or takes over. */
class SharedRunsTest {
  private static final String STUDY =
      """
      study: shared
      task: {type: reverse, symbols: 6, examples: {train: 64, valid: 8, test: 8}}
      training: {batch: {size: 16}, budget: {steps: 8}, validate_every: 4}
      decoding: {max_length: 6}
      metrics: [token_accuracy]
      seeds: [1]
      models:
        plain: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: none}
        luong: {extends: plain, attention: luong}
      """;

  private static final RunKey PLAIN = new RunKey("plain", 1);

  @TempDir private Path home;
  private ExperimentFolder experiment;
  private final List<String> events = new ArrayList<>();

  @BeforeEach
  void name() {
    experiment = new ExperimentFolder(home.resolve("out"));
  }

  @Test
  void aRunThatAnotherProcessFinishesIsNotRepeated() throws IOException {
    run(STUDY, false, new Recorder());
    Path record = folder().resolve("run.json");
    String done = Files.readString(record);
    Files.writeString(record, done.replace("\"done\"", "\"running\""));
    FolderLease other = FolderLeases.ofThisProcess().tryAcquire(folder()).orElseThrow();
    events.clear();
    run(
        STUDY,
        false,
        new Recorder() {
          @Override
          public void onWaiting(int runs, String owner) {
            super.onWaiting(runs, owner);
            write(record, done);
            other.close();
          }
        });
    assertThat(events).containsExactly("skipped luong", "waiting 1", "done elsewhere plain");
    assertThat(statuses()).containsExactly(RunStatus.DONE, RunStatus.DONE);
  }

  /** The other process takes the run over after the second step, and ends without finishing it. */
  @Test
  void anOwnerThatIsFencedOffWritesNothingMore() throws IOException {
    Map<Path, String> files = new TreeMap<>();
    run(
        STUDY,
        false,
        new Recorder() {
          @Override
          public void onProgress(RunKey run, Progress progress) {
            if (run.equals(PLAIN) && progress.step() == 2 && files.isEmpty()) {
              write(folder().resolve(".owner/2"), "other\n4711\n1\n0\n");
              files.putAll(contents());
            }
          }

          @Override
          public void onRunElsewhere(RunKey run, String owner) {
            super.onRunElsewhere(run, owner);
            assertThat(contents()).isEqualTo(files);
            assertThat(owner).isEqualTo("process 4711 on other");
          }

          @Override
          public void onWaiting(int runs, String owner) {
            super.onWaiting(runs, owner);
            write(folder().resolve(".owner/2"), "released\n");
          }
        });
    assertThat(files).isNotEmpty();
    assertThat(events)
        .containsExactly(
            "started plain",
            "elsewhere plain",
            "started luong",
            "ended luong",
            "waiting 1",
            "started plain",
            "ended plain");
    assertThat(statuses()).containsExactly(RunStatus.DONE, RunStatus.DONE);
  }

  @Test
  void runsOfOtherProcessesAreNeitherDeletedNorChanged() throws IOException {
    run(STUDY, false, new Recorder());
    Map<Path, String> before = contents();
    FolderLease other = FolderLeases.ofThisProcess().tryAcquire(folder()).orElseThrow();
    try {
      String owner = "process " + ProcessHandle.current().pid() + " on ";
      assertThatThrownBy(() -> run(STUDY, true, new Recorder()))
          .isInstanceOf(ConfigException.class)
          .hasMessageContainingAll(folder().toString(), owner, "--fresh", "--out DIR");
      String metrics = STUDY.replace("[token_accuracy]", "[exact_match]");
      assertThatThrownBy(() -> run(metrics, false, new Recorder()))
          .isInstanceOf(ConfigException.class)
          .hasMessageContainingAll(folder().toString(), owner, "other settings", "--out DIR");
      assertThat(experiment.readStudy().orElseThrow()).contains("token_accuracy");
    } finally {
      other.close();
    }
    assertThat(contents()).isEqualTo(before);
  }

  /** Whoever gathers last reads the study that a later process has extended. */
  @Test
  void theLastToGatherKeepsTheRowsOfALargerStudy() throws IOException {
    String larger = STUDY.replace("seeds: [1]", "seeds: [1, 2]");
    run(
        STUDY,
        false,
        new Recorder() {
          @Override
          public void onRunEnded(RunKey run, RunResult result, String message) {
            if (run.equals(new RunKey("luong", 1))) {
              runQuietly(larger);
            }
          }
        });
    assertThat(statuses()).hasSize(4);
  }

  private void runQuietly(String yaml) {
    try {
      StudySpec study = read(yaml);
      StudyRunner.Options options =
          new StudyRunner.Options(
              experiment.path(),
              List.of(RunFilter.parse("seed=2", study)),
              false,
              "seqlab run",
              Optional.empty(),
              () -> false);
      new StudyRunner(study, options, new StudyListener() {}).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(String yaml, boolean fresh, StudyListener listener) throws IOException {
    StudyRunner.Options options =
        new StudyRunner.Options(
            experiment.path(), List.of(), fresh, "seqlab run", Optional.empty(), () -> false);
    assertThat(new StudyRunner(read(yaml), options, listener).run()).isEmpty();
  }

  private StudySpec read(String yaml) throws IOException {
    return StudyReader.read(Files.writeString(home.resolve("study.yaml"), yaml), List.of());
  }

  private Path folder() {
    return experiment.run(PLAIN).path();
  }

  private List<RunStatus> statuses() throws IOException {
    return experiment.readResults().stream().map(RunResult::status).toList();
  }

  /** The files of the run, without those of its owners. */
  private Map<Path, String> contents() {
    Map<Path, String> contents = new TreeMap<>(Comparator.naturalOrder());
    try (Stream<Path> files = Files.walk(folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(folder().resolve(".owner"))) {
          contents.put(file, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return contents;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Records what a study tells. */
  private class Recorder implements StudyListener {
    @Override
    public void onRunStarted(RunKey run, int number, int total) {
      events.add("started " + run.model());
    }

    @Override
    public void onRunSkipped(RunKey run, int number, int total) {
      events.add("skipped " + run.model());
    }

    @Override
    public void onRunElsewhere(RunKey run, String owner) {
      events.add("elsewhere " + run.model());
    }

    @Override
    public void onRunDoneElsewhere(RunKey run, int number, int total) {
      events.add("done elsewhere " + run.model());
    }

    @Override
    public void onWaiting(int runs, String owner) {
      events.add("waiting " + runs);
    }

    @Override
    public void onRunEnded(RunKey run, RunResult result, String message) {
      events.add("ended " + run.model());
    }
  }
}
