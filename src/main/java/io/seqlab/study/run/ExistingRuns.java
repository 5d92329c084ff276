package io.seqlab.study.run;

import io.seqlab.config.RunSpec;
import io.seqlab.config.StudySpec;
import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.study.plan.StudyPlan;
import io.seqlab.study.plan.StudyRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What earlier starts have left in the folder of a study. */
public record ExistingRuns(StudySpec study, ExperimentFolder experiment) {

  /** A folder holds one study: models and seeds may come and go, its task and training stay. */
  public void requireSameStudy() throws IOException {
    Optional<StudySpec> before = before();
    if (before.isEmpty()) {
      return;
    }
    boolean sameTask = before.get().task().equals(study.task());
    if (!sameTask || !before.get().training().equals(study.training())) {
      throw new ConfigException(
          "%s is of a study with another %s; name this one otherwise (study: …), or --out DIR keeps both, --fresh replaces it"
              .formatted(experiment.file("study.yaml"), sameTask ? "training" : "task"));
    }
  }

  /**
   * All that will stand in the tables must have learned by the settings that the study has now,
   * asked for or not. What is measured may change: runs are then measured again.
   *
   * @param fresh whether the runs asked for are thrown away
   * @throws ConfigException if a run that stays is of other settings
   */
  public void requireSameSettings(Map<RunKey, RunSpec> asked, boolean fresh) throws IOException {
    Set<RunKey> others = new LinkedHashSet<>(StudyRuns.keys(study));
    others.removeAll(asked.keySet());
    others.removeIf(key -> !experiment.run(key).hasRecord());
    Map<RunKey, RunSpec> kept = new LinkedHashMap<>(StudyPlan.runs(study, others));
    if (!fresh) {
      kept.putAll(asked);
    }
    for (Map.Entry<RunKey, RunSpec> each : kept.entrySet()) {
      ExistingRun.of(experiment.run(each.getKey()), each.getValue());
    }
    requireSameRows(fresh ? asked.keySet() : Set.of());
  }

  /** Of rows whose runs are not here, as in a clone, the study that was kept with them tells. */
  private void requireSameRows(Set<RunKey> discarded) throws IOException {
    Map<RunKey, RunSpec> wanted = StudyRuns.specs(study);
    List<RunKey> rows =
        experiment.readResults().stream()
            .map(RunResult::key)
            .filter(key -> wanted.containsKey(key) && !discarded.contains(key))
            .filter(key -> !experiment.run(key).hasRecord())
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    Optional<StudySpec> before = before().filter(b -> b.match().equals(study.match()));
    Map<RunKey, RunSpec> known = before.map(StudyRuns::specs).orElse(Map.of());
    for (RunKey key : rows) {
      if (!known.containsKey(key) || !known.get(key).hasSameTraining(wanted.get(key))) {
        throw ExistingRun.otherSettings(experiment.file("results.csv") + " (" + key + ")", null);
      }
    }
  }

  /**
   * Throws runs away, with what was gathered of them.
   *
   * @throws ConfigException if a process is at work on one; all are still there then
   */
  public void discard(Set<RunKey> runs) throws IOException {
    for (RunKey key : runs) {
      Path folder = experiment.run(key).path();
      if (Files.exists(folder)) {
        RunExecutor.lock(folder, Duration.ZERO).close();
      }
    }
    experiment.delete(runs);
  }

  private Optional<StudySpec> before() throws IOException {
    String file = experiment.file("study.yaml").toString();
    return experiment.readStudy().map(yaml -> SpecReader.read(yaml, file, StudySpec.class));
  }
}
