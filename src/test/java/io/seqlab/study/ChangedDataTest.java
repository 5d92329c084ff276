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
import io.seqlab.study.plan.RunFilter;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are resumed, evaluated again and compared on the same data only. */
class ChangedDataTest {
  private static final String A = "a b\nb c\nc a\nb b\n";
  private static final String B = "b a\nc b\na c\nb b\n"; // the same words and lengths

  private static final RunKey FIRST = new RunKey("gru", 1);
  private static final RunKey SECOND = new RunKey("gru", 2);

  @TempDir Path home;
  private ExperimentFolder experiment;
  private final List<String> warnings = new ArrayList<>();
  private final AtomicBoolean stop = new AtomicBoolean();

  @BeforeEach
  void writeCorpus() throws IOException {
    experiment = new ExperimentFolder(home.resolve("out"));
    for (String name : List.of("train", "valid", "test")) {
      write(name + ".src", A);
      write(name + ".trg", A);
    }
  }

  @Test
  void anotherSeedOnOtherDataIsRefused() throws IOException {
    run("1, 2", "seed=1");
    write("train.src", B);
    write("test.trg", B);
    for (String only : List.of("seed=2", "seed=1", "")) {
      assertThatThrownBy(() -> run("1, 2", only))
          .isInstanceOf(ConfigException.class)
          .hasMessageContainingAll(
              "gru/s1 was trained on other data: the examples of train, test have changed",
              "train.src",
              "test.trg",
              "restore the files",
              "--fresh")
          .hasMessageNotContaining("valid");
    }
    assertThat(experiment.run(SECOND).path()).doesNotExist();
    runFresh();
    assertThat(experiment.readResults()).extracting(RunResult::key).contains(FIRST, SECOND);
  }

  @Test
  void rowsWithoutRunFoldersAreComparedAsWell() throws IOException {
    run("1", "");
    Files.move(home.resolve("out/runs"), home.resolve("elsewhere"));
    write("valid.trg", B);
    assertThatThrownBy(() -> run("1, 2", "seed=2"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("results.csv (gru, seed 1) was trained on other data", "valid");
    write("valid.trg", A);
    run("1, 2", "seed=2");
    assertThat(warnings).isEmpty();
  }

  @Test
  void stoppedRunIsResumedOnTheSameDataOnly() throws IOException {
    stop.set(true);
    run("1", "");
    assertThat(experiment.run(FIRST).readRecord().orElseThrow().result().status())
        .isEqualTo(RunStatus.STOPPED);
    stop.set(false);
    write("train.trg", B);
    assertThatThrownBy(() -> run("1", ""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("gru/s1 was trained on other data", "train.trg");
    write("train.trg", A.replace("\n", "\r\n")); // the same text
    run("1", "");
    assertThat(experiment.readResults()).extracting(RunResult::steps).containsExactly(4L);
  }

  @Test
  void doneRunIsEvaluatedAgainOnTheSameDataOnly() throws IOException {
    run("1", "");
    write("test.src", B);
    StudySpec more = study("1", "exact_match, token_accuracy");
    assertThatThrownBy(() -> run(more, "", false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("examples of test have changed", "test.src");
  }

  @Test
  void tablesOfDifferentDataAreRefused() throws IOException {
    run("1, 2", "");
    Path record = experiment.run(SECOND).path().resolve("run.json");
    String text = Files.readString(record);
    Files.writeString(
        record, text.replaceFirst("\"test\" : \"[0-9a-f]{64}", "\"test\" : \"" + "0".repeat(64)));
    assertThatThrownBy(() -> StudyResults.collect(study("1, 2", "token_accuracy"), experiment))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "s2/run.json contradicts", "gru, seed 2 has other examples of test than gru, seed 1");
  }

  @Test
  void runsOfEarlierVersionsAreReadWithOneWarning() throws IOException {
    run("1, 2", "");
    for (RunKey key : List.of(FIRST, SECOND)) {
      Path record = experiment.run(key).path().resolve("run.json");
      String text = Files.readString(record);
      Files.writeString(record, text.replaceFirst("(?s)\"data\" : \\{.*?\\},\\s*", ""));
    }
    Files.delete(experiment.file("data.json"));
    Path manifest = experiment.file("manifest.txt");
    Files.writeString(manifest, Files.readString(manifest).replace("data.json\n", ""));
    assertThat(StudyResults.collect(study("1, 2", "token_accuracy"), experiment)).isEmpty();
    assertThat(experiment.file("data.json")).doesNotExist();
    run("1, 2", "");
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("gru, seed 1 and 1 more without digests of the data");
  }

  @Test
  void pointsOfAGridOverTheTrainingTextHaveTheSameTests() throws IOException {
    run(limited(), "task.train.limit=2", false);
    write("test.src", B);
    assertThatThrownBy(() -> run(limited(), "task.train.limit=4", false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "limit=2 was trained on other data: the examples of test have changed", "test.src")
        .hasMessageNotContaining("train.src");
    write("test.src", A);
    run(limited(), "task.train.limit=4", false);
    Path data = experiment.file("data.json");
    Files.move(home.resolve("out/runs"), home.resolve("elsewhere"));
    String text = Files.readString(data);
    Files.writeString(
        data, text.replaceFirst("\"test\" : \"[0-9a-f]{64}", "\"test\" : \"" + "0".repeat(64)));
    assertThatThrownBy(() -> StudyResults.collect(limited(), experiment))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("data.json contradicts", "other examples of test than gru, seed");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(home.resolve(name), text);
  }

  private StudySpec study(String seeds, String metrics) throws IOException {
    StringBuilder splits = new StringBuilder();
    for (String name : List.of("train", "valid", "test")) {
      splits.append(
          "  %1$s: {source: %2$s/%1$s.src, target: %2$s/%1$s.trg}\n".formatted(name, home));
    }
    String yaml =
        """
        study: data
        task:
          type: corpus
        %strainingSpec
        decoding: {max_length: 4}
        metrics: [%s]
        report: {attention: 0}
        seeds: [%s]
        models:
          gru: {type: rnn, cell: gru, hidden: 4, embedding: 4, attention: luong}
        """
            .formatted(splits, metrics, seeds)
            .replace(
                "trainingSpec",
                "training: {batch: {size: 4}, budget: {steps: 4}, validate_every: 2}");
    return StudyReader.read(Files.writeString(home.resolve("study.yaml"), yaml), List.of());
  }

  private StudySpec limited() throws IOException {
    study("1", "token_accuracy");
    Path file = home.resolve("study.yaml");
    String grid = "grid: {task.train.limit: [2, 4]}\n";
    return StudyReader.read(Files.writeString(file, Files.readString(file) + grid), List.of());
  }

  private void run(String seeds, String only) throws IOException {
    run(study(seeds, "token_accuracy"), only, false);
  }

  private void runFresh() throws IOException {
    run(study("1, 2", "token_accuracy"), "", true);
  }

  private void run(StudySpec study, String only, boolean fresh) throws IOException {
    AtomicBoolean stopped = new AtomicBoolean();
    StudyListener listener =
        new StudyListener() {
          @Override
          public void onWarning(String message) {
            warnings.add(message);
          }

          @Override
          public void onProgress(RunKey run, Progress progress) {
            stopped.set(stop.get());
          }
        };
    List<RunFilter> chosen = only.isEmpty() ? List.of() : List.of(RunFilter.parse(only, study));
    StudyRunner.Options options =
        new StudyRunner.Options(
            experiment.path(), chosen, fresh, "seqlab run", Optional.empty(), stopped::get);
    assertThat(new StudyRunner(study, options, listener).run()).isEmpty();
  }
}
