package io.seqlab.study.slurm;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.config.site.RunnerSpec;
import io.seqlab.study.plan.StudyPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How runs are executed by Slurm.
 *
 * @param runner options of the site and the command line
 * @param threads of the tensor library per run
 * @param worker command of a worker, whose first word is this machine's {@code java}; the folder of
 *     its element is appended
 * @param timed whether results depend on run time, so that a job must have its node alone
 * @param detach whether to end once the jobs are submitted
 * @param estimator of run times, of which short runs share a job
 * @param timing how often files and scheduler are read
 */
public record SlurmOptions(
    RunnerSpec runner,
    int threads,
    List<String> worker,
    boolean timed,
    boolean detach,
    Estimator estimator,
    Timing timing) {
  /** More threads seldom make models of a study faster. */
  private static final int DEFAULT_THREADS = 4;

  public SlurmOptions {
    if (timed && runner.withdrawn().contains("exclusive")) {
      throw new ConfigException(
          "the study measures time, for which each job needs its node alone; remove exclusive=false");
    }
  }

  /** Estimates the seconds of a run of each variant of a plan with this number of threads. */
  @FunctionalInterface
  public interface Estimator {
    Map<String, Double> seconds(StudyPlan plan, int threads);
  }

  /**
   * How often the watching command reads.
   *
   * @param files interval between readings of the files of jobs
   * @param scheduler interval between questions to the scheduler
   * @param settle how long files of an ended job may be missing on this machine: shared file
   *     systems cache names and attributes for up to 60 s (nfs(5), acdirmax)
   */
  public record Timing(Duration files, Duration scheduler, Duration settle) {
    /** System property with the seconds between questions to the scheduler. */
    static final String PROPERTY = "seqlab.slurm.poll";

    private static final int SECONDS = 20;
    private static final int FILES_PER_QUESTION = 4;
    private static final int SETTLE_PER_QUESTION = 3;

    /** Every 20 seconds, unless the system property has another number. */
    public static Timing fromProperties() {
      Duration poll = Duration.ofSeconds(Integer.getInteger(PROPERTY, SECONDS));
      return new Timing(
          poll.dividedBy(FILES_PER_QUESTION), poll, poll.multipliedBy(SETTLE_PER_QUESTION));
    }
  }

  /**
   * The threads of a run.
   *
   * @param given on the command line
   * @param processors of this machine
   */
  public static int threads(RunnerSpec runner, Optional<Integer> given, int processors) {
    return given
        .or(() -> JobSize.threads(runner.options()))
        .orElse(Math.min(DEFAULT_THREADS, processors));
  }
}
