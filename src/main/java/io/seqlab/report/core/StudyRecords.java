package io.seqlab.report.core;

import io.seqlab.config.StudySpec;
import io.seqlab.config.handin.HandinItem;
import io.seqlab.config.handin.HandinSpec;
import io.seqlab.config.yaml.SpecReader;
import io.seqlab.result.file.AttentionFile;
import io.seqlab.result.file.CorpusFile;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.HandinFile;
import io.seqlab.result.file.RegistrationFile;
import io.seqlab.result.file.SampleFile;
import io.seqlab.result.handin.GradedOutput;
import io.seqlab.result.handin.HandinData;
import io.seqlab.result.record.Difference;
import io.seqlab.result.record.Measure;
import io.seqlab.result.record.PlannedRuns;
import io.seqlab.result.record.Provenance;
import io.seqlab.result.record.RunAttention;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunResult;
import io.seqlab.result.record.Sample;
import io.seqlab.result.record.SplitText;
import io.seqlab.result.registration.RegisteredClaim;
import io.seqlab.result.search.SearchResults;
import io.seqlab.result.search.TrialResult;
import io.seqlab.result.verdict.Verdict;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The contents of an experiment's committed files, from which its report is generated.
 *
 * @param yaml text of the resolved study
 * @param corpus the text of each split; empty for a generated task
 * @param attention maps of chosen examples; of one seed, if each has its own
 * @param answers of the hand-in sheet; none without one
 */
public record StudyRecords(
    Provenance provenance,
    StudySpec study,
    String yaml,
    List<RunResult> results,
    List<Measure> measures,
    List<SplitText> corpus,
    List<RunAttention> attention,
    List<Verdict> verdicts,
    List<RegisteredClaim> registrations,
    List<Difference> differences,
    List<Sample> samples,
    List<TrialResult> trials,
    HandinData handin,
    HandinAnswers answers) {

  /** The search of the study; empty before a trial is finished. */
  public Optional<SearchResults> search() {
    return trials.isEmpty() || study.search().isEmpty()
        ? Optional.empty()
        : Optional.of(SearchResults.of(study, trials));
  }

  /**
   * Reads the files of an experiment; rows of runs and trials that its study does not have are left
   * out.
   */
  public static StudyRecords read(ExperimentFolder experiment) throws IOException {
    Provenance provenance = experiment.readProvenance();
    String yaml = yaml(experiment);
    StudySpec study = study(experiment);
    Set<RunKey> runs = PlannedRuns.of(study).keySet();
    return new StudyRecords(
        provenance,
        study,
        yaml,
        results(experiment, study),
        experiment.readMeasures().stream().filter(row -> runs.contains(row.key())).toList(),
        corpus(experiment, runs),
        ofOneSeed(
            study,
            new AttentionFile(experiment)
                .read().stream().filter(map -> runs.contains(map.run())).toList()),
        experiment.readVerdicts(),
        new RegistrationFile(experiment).read(),
        experiment.readDifferences(),
        new SampleFile(experiment).read(),
        trials(experiment, study, runs),
        new HandinFile(experiment).read(),
        answers(experiment, study));
  }

  /**
   * The same with the attention maps and outputs of a corpus, which are only in the folders of runs
   * because they contain its text.
   */
  public StudyRecords withTextOfRuns(ExperimentFolder experiment) throws IOException {
    List<RunKey> runs = results.stream().map(RunResult::key).toList();
    Optional<HandinItem.Examples> wanted = study.handin().flatMap(HandinSpec::examples);
    List<GradedOutput> outputs =
        wanted.isPresent() ? new HandinFile(experiment).outputs(runs, wanted.get()) : List.of();
    return new StudyRecords(
        provenance,
        study,
        yaml,
        results,
        measures,
        corpus,
        ofOneSeed(study, new AttentionFile(experiment).ofRuns(runs)),
        verdicts,
        registrations,
        differences,
        samples,
        trials,
        new HandinData(outputs, handin.parameters()),
        answers);
  }

  /** Values of the runs. */
  public RunValues values() {
    return new RunValues(measures);
  }

  private static List<SplitText> corpus(ExperimentFolder experiment, Set<RunKey> runs)
      throws IOException {
    Set<Map<String, String>> tasks =
        runs.stream().map(SplitText::taskOf).collect(Collectors.toSet());
    return new CorpusFile(experiment)
        .read().stream().filter(row -> tasks.contains(row.task())).toList();
  }

  private static HandinAnswers answers(ExperimentFolder experiment, StudySpec study)
      throws IOException {
    return study.handin().isPresent()
        ? HandinAnswers.read(experiment.file(ExperimentFolder.HANDIN))
        : HandinAnswers.none();
  }

  private static List<TrialResult> trials(
      ExperimentFolder experiment, StudySpec study, Set<RunKey> runs) throws IOException {
    Set<String> variants = runs.stream().map(RunKey::variant).collect(Collectors.toSet());
    return experiment.search().read(study.training().bestBy()).stream()
        .filter(row -> variants.contains(row.trial().run().variant()))
        .filter(row -> study.search().filter(row.trial()::isOf).isPresent())
        .toList();
  }

  /** Whether all seeds have the same examples, rather than each its own. */
  public boolean sharedExamples() {
    return !PlannedRuns.haveExamplesOfEachSeed(study);
  }

  /** The runs that the study of an experiment has. */
  public static Set<RunKey> runs(ExperimentFolder experiment) throws IOException {
    return PlannedRuns.of(study(experiment)).keySet();
  }

  /** The results of the runs that the study has. */
  public static List<RunResult> results(ExperimentFolder experiment, StudySpec study)
      throws IOException {
    Set<RunKey> runs = PlannedRuns.of(study).keySet();
    return experiment.readResults().stream().filter(row -> runs.contains(row.key())).toList();
  }

  /** The study of an experiment. */
  public static StudySpec study(ExperimentFolder experiment) throws IOException {
    String file = experiment.file("study.yaml").toString();
    return SpecReader.read(yaml(experiment), file, StudySpec.class);
  }

  private static String yaml(ExperimentFolder experiment) throws IOException {
    String file = experiment.file("study.yaml").toString();
    return experiment.readStudy().orElseThrow(() -> new NoSuchFileException(file));
  }

  /** Maps of different examples are not comparable side by side. */
  private static List<RunAttention> ofOneSeed(StudySpec study, List<RunAttention> maps) {
    return PlannedRuns.haveExamplesOfEachSeed(study)
        ? maps.stream().filter(map -> map.run().seed() == maps.get(0).run().seed()).toList()
        : maps;
  }
}
