package io.seqlab.study.judge;

import io.seqlab.config.StudySpec;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.RunKey;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A study that is compared with others.
 *
 * @param folder of the experiment, for messages
 * @param tests digests of the test examples of its runs; empty if unknown, as of earlier versions
 */
public record ComparedStudy(String folder, StudySpec spec, Evidence evidence, Set<String> tests) {

  /** Reads the committed files of an experiment. */
  public static ComparedStudy read(ExperimentFolder experiment, StudySpec spec) throws IOException {
    Evidence evidence = Evidence.read(experiment, spec);
    Map<RunKey, DataDigests> data = experiment.readData();
    Set<String> tests =
        evidence.runs().stream()
            .map(run -> data.getOrDefault(run, DataDigests.UNKNOWN).test())
            .filter(digest -> !digest.isEmpty())
            .collect(Collectors.toSet());
    return new ComparedStudy(experiment.path().toString(), spec, evidence, tests);
  }

  /** The models at their grid points. */
  List<String> variants() {
    return evidence.runs().stream().map(RunKey::variant).distinct().toList();
  }

  /**
   * Whether runs of both were tested on the same examples, by their digests. If those of one are
   * unknown, or if each seed has examples of its own, studies of equal tasks count as such.
   */
  public boolean hasTaskOf(ComparedStudy other) {
    boolean equalTasks = spec.task().equals(other.spec.task());
    return !Collections.disjoint(tests, other.tests)
        || (equalTasks && (isUnverified(other) || !evidence.sharedExamples()));
  }

  /** Whether only the tasks say if the test examples are the same. */
  private boolean isUnverified(ComparedStudy other) {
    return tests.isEmpty() || other.tests.isEmpty();
  }

  /** Whether the studies have one task, but it is not known if they have one test set. */
  public boolean mayDifferInTests(ComparedStudy other) {
    return hasTaskOf(other) && isUnverified(other);
  }
}
