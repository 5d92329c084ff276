package io.seqlab.result.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.result.record.DifferingSamples;
import io.seqlab.result.record.Prediction;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTest {
  private static final RunKey A1 = new RunKey("a", 1);
  private static final RunKey A2 = new RunKey("a", 2);
  private static final RunKey B1 = new RunKey("b", 1);

  private static List<Sample> differing(Map<RunKey, List<Prediction>> runs) {
    DifferingSamples samples = new DifferingSamples();
    runs.forEach(samples::add);
    return samples.samples();
  }

  @Test
  void selectsDifferingOutputsOfFirstSeeds() {
    Map<RunKey, List<Prediction>> runs = new LinkedHashMap<>();
    runs.put(A1, answers("same", "x"));
    runs.put(B1, answers("same", "y"));
    runs.put(A2, answers("other", "z"));
    assertThat(differing(runs))
        .containsExactly(
            new Sample(
                2, "s2", "r2", List.of(new Sample.Answer(A1, "x"), new Sample.Answer(B1, "y"))));
  }

  @Test
  void ignoresRunsOnOtherExamples() {
    Map<RunKey, List<Prediction>> runs = new LinkedHashMap<>();
    runs.put(A1, answers("x"));
    runs.put(B1, answers("x", "y"));
    assertThat(differing(runs)).isEmpty();
    assertThat(differing(Map.of())).isEmpty();
  }

  @Test
  void numberOfSamplesIsLimited() {
    Map<RunKey, List<Prediction>> runs = new LinkedHashMap<>();
    runs.put(A1, answers(IntStream.range(0, 90).mapToObj(i -> "a" + i).toArray(String[]::new)));
    runs.put(B1, answers(IntStream.range(0, 90).mapToObj(i -> "b" + i).toArray(String[]::new)));
    assertThat(differing(runs)).hasSize(12);
  }

  @Test
  void samplesAreKeptWithoutRunFolders(@TempDir Path folder) throws Exception {
    ExperimentFolder experiment = new ExperimentFolder(folder);
    List<RunKey> keys = List.of(A1, B1);
    assertThat(new SampleFile(experiment).find(keys)).isEmpty();
    assertThat(new SampleFile(experiment).read()).isEmpty();
    assertThat(folder.resolve("samples.json")).doesNotExist();
    experiment.run(A1).writePredictions(answers("x\ty"));
    experiment.run(B1).writePredictions(answers("<script>"));
    new SampleFile(experiment).write(new SampleFile(experiment).find(keys).orElseThrow());
    byte[] before = Files.readAllBytes(folder.resolve("samples.json"));
    assertThat(new SampleFile(experiment).read()).hasSize(1);

    Files.move(folder.resolve("runs/a"), folder.resolve("gone"));
    assertThat(new SampleFile(experiment).find(keys)).as("a folder is missing").isEmpty();
    assertThat(folder.resolve("samples.json")).hasBinaryContent(before);

    new SampleFile(experiment).write(new SampleFile(experiment).find(List.of(B1)).orElseThrow());
    assertThat(new SampleFile(experiment).read()).as("model removed from the study").isEmpty();
  }

  private static List<Prediction> answers(String... texts) {
    return IntStream.range(0, texts.length)
        .mapToObj(i -> new Prediction("s" + (i + 1), "r" + (i + 1), texts[i], -1))
        .toList();
  }
}
