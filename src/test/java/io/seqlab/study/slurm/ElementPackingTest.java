package io.seqlab.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.StudyReader;
import io.seqlab.result.file.RunFolder;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.Environment;
import io.seqlab.result.record.RunKey;
import io.seqlab.study.plan.StudyRuns;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.run.StudyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElementPackingTest {
  @TempDir Path home;

  private List<RunContext> runs(String more) throws IOException {
    StudySpec study =
        StudyReader.read(
            Files.writeString(
                home.resolve("study.yaml"),
                """
                study: packing
                task: {type: reverse, examples: {train: 16, valid: 8, test: 8}}
                training: {budget: {steps: 4}}
                seeds: {first: 1, count: 24}
                models: {gru: {type: rnn, cell: gru, hidden: 4}}
                """
                        .replace("{first: 1, count: 24}", seeds())
                    + more),
            List.of());
    List<RunContext> runs = new ArrayList<>();
    for (Map.Entry<RunKey, RunSpec> run : StudyRuns.specs(study).entrySet()) {
      runs.add(
          new RunContext(
              run.getKey(),
              run.getValue(),
              DataDigests.UNKNOWN,
              new RunFolder(home.resolve(run.getKey().folder())),
              Environment.collect(1, Map.of()),
              1,
              new StudyListener() {},
              () -> false));
    }
    return runs;
  }

  private static String seeds() {
    List<Integer> seeds = new ArrayList<>();
    for (int seed = 1; seed <= 24; seed++) {
      seeds.add(seed);
    }
    return seeds.toString();
  }

  private static List<Integer> sizes(List<List<RunContext>> elements) {
    return elements.stream().map(List::size).toList();
  }

  @Test
  void shortRunsShareAnElement() throws IOException {
    List<RunContext> runs = runs("");
    assertThat(sizes(ElementPacking.pack(runs, Map.of("gru", 1.0), Optional.empty())))
        .isEqualTo(List.of(3, 3, 3, 3, 3, 3, 3, 3));
    assertThat(sizes(ElementPacking.pack(runs, Map.of("gru", 1.0), Optional.of(2))))
        .isEqualTo(List.of(12, 12));
    assertThat(sizes(ElementPacking.pack(runs, Map.of("gru", 50.0), Optional.of(2))))
        .hasSize(12)
        .allMatch(size -> size == 2);
    assertThat(ElementPacking.pack(runs, Map.of("gru", 500.0), Optional.of(2))).hasSize(24);
  }

  @Test
  void runsOfOneTrainingShareAnElement() throws IOException {
    List<RunContext> runs = runs("grid: {decoding.beam: [1, 2, 4]}\n");
    List<List<RunContext>> elements =
        ElementPacking.pack(runs, Map.of("gru, decoding.beam 1", 500.0), Optional.empty());
    assertThat(elements).hasSize(24);
    for (List<RunContext> element : elements) {
      assertThat(element.stream().map(run -> run.key().seed()).distinct()).hasSize(1);
      assertThat(element).hasSize(3);
    }
  }
}
