package io.seqlab.result.file;

import io.seqlab.config.handin.HandinItem;
import io.seqlab.config.handin.HandinSpec;
import io.seqlab.result.handin.GradedOutput;
import io.seqlab.result.handin.HandinData;
import io.seqlab.result.handin.RunParameters;
import io.seqlab.result.record.Prediction;
import io.seqlab.result.record.RunKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code handin.json}, collected from the folders of runs. The entries of a run without a folder
 * are kept, as after a fresh clone.
 */
public record HandinFile(ExperimentFolder experiment) {
  static final String NAME = "handin.json";

  /** The file as it is; nothing if the experiment has none. */
  public HandinData read() throws IOException {
    return experiment.manifest().has(NAME) && !experiment.manifest().lacks(NAME)
        ? Json.read(experiment.file(NAME), HandinData.class)
        : HandinData.NONE;
  }

  /**
   * Writes what the sheet asks for, from the first run of each model and grid point that has it.
   *
   * @param runs of the study, in order
   * @param textIsFree whether outputs may be published, unlike those of a corpus
   */
  public void collect(List<RunKey> runs, HandinSpec sheet, boolean textIsFree) throws IOException {
    HandinData old = read();
    Optional<HandinItem.Examples> examples = sheet.examples().filter(any -> textIsFree);
    List<GradedOutput> outputs =
        examples.isPresent()
            ? firstOfEach(
                runs,
                old.outputs(),
                GradedOutput::run,
                key -> GradedOutput.of(key, predictions(key), examples.get()))
            : List.of();
    List<RunParameters> parameters =
        sheet.asksForParameters()
            ? firstOfEach(runs, old.parameters(), RunParameters::run, this::parameters)
            : List.of();
    if (outputs.isEmpty() && parameters.isEmpty()) {
      experiment.manifest().delete(NAME::equals);
    } else {
      experiment.manifest().add(List.of(NAME));
      Json.write(experiment.file(NAME), new HandinData(outputs, parameters));
    }
  }

  /** Outputs of a corpus, which are in no file that is committed; none without folders of runs. */
  public List<GradedOutput> outputs(List<RunKey> runs, HandinItem.Examples wanted)
      throws IOException {
    return firstOfEach(
        runs, List.of(), GradedOutput::run, key -> GradedOutput.of(key, predictions(key), wanted));
  }

  private List<Prediction> predictions(RunKey key) throws IOException {
    RunFolder run = experiment.run(key);
    return run.hasPredictions() ? run.readPredictions() : List.of();
  }

  private List<RunParameters> parameters(RunKey key) throws IOException {
    Map<String, List<Long>> shapes = experiment.run(key).readParameterShapes();
    return shapes.isEmpty() ? List.of() : List.of(new RunParameters(key, shapes));
  }

  /** The entries in the folder of a run. */
  @FunctionalInterface
  private interface Entries<T> {
    List<T> of(RunKey run) throws IOException;
  }

  /** The entries of the first run of each variant that has some, in its folder or as they were. */
  private <T> List<T> firstOfEach(
      List<RunKey> runs, List<T> old, Function<T, RunKey> key, Entries<T> folder)
      throws IOException {
    Map<RunKey, List<T>> kept = old.stream().collect(Collectors.groupingBy(key));
    Map<String, List<T>> ofVariant = new LinkedHashMap<>();
    Set<String> done = new LinkedHashSet<>();
    for (RunKey run : runs) {
      if (!done.contains(run.variant())) {
        List<T> current = folder.of(run);
        List<T> entries =
            experiment.run(run).hasRecord() ? current : kept.getOrDefault(run, List.of());
        if (!entries.isEmpty()) {
          done.add(run.variant());
          ofVariant.put(run.variant(), entries);
        }
      }
    }
    List<T> all = new ArrayList<>();
    runs.stream()
        .map(RunKey::variant)
        .distinct()
        .forEach(variant -> all.addAll(ofVariant.getOrDefault(variant, List.of())));
    return all;
  }
}
