package io.seqlab.study.slurm;

import java.util.List;
import java.util.Objects;

/**
 * A job array of a study, as the file {@code submission.json}. It is written without the id before
 * the array is submitted, so that a later command finds the array by its name.
 *
 * @param name of the job, unique
 * @param job id; empty before it is known
 * @param elements runs of each element
 */
record Submission(String name, String job, List<Element> elements) {
  Submission {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(job, "job");
    elements = List.copyOf(elements);
  }

  /** The runs that one element executes in sequence. */
  record Element(List<SubmittedRun> runs) {
    Element {
      runs = List.copyOf(runs);
    }
  }

  /**
   * A run in an element.
   *
   * @param folder of the run, relative to the experiment
   * @param steps of its checkpoint when it was submitted
   * @param attempts jobs that ended since without a later checkpoint
   * @param memory factor on the estimated memory
   */
  record SubmittedRun(String folder, long steps, int attempts, int memory) {
    SubmittedRun {
      Objects.requireNonNull(folder, "folder");
    }
  }

  Submission withJob(String id) {
    return new Submission(name, id, elements);
  }
}
