package io.seqlab.study.slurm;

import io.seqlab.cancellation.Cancellation;
import io.seqlab.config.RunSpec;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.RunStatus;
import io.seqlab.storage.AtomicFile;
import io.seqlab.storage.FolderLease;
import io.seqlab.study.plan.StudyCheck;
import io.seqlab.study.plan.StudyDataCache;
import io.seqlab.study.plan.StudyPlan;
import io.seqlab.study.run.Failure;
import io.seqlab.study.run.RunContext;
import io.seqlab.study.run.StudyListener;
import io.seqlab.study.slurm.Submission.Element;
import io.seqlab.study.slurm.Submission.SubmittedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** The jobs of one round of runs: those that an earlier command submitted, and the missing ones. */
final class SlurmRound {
  private final SlurmClient client = new SlurmClient();
  private final RoundWatch watch;
  private final Cancellation cancellation;
  private final Path experiment;
  private final SlurmOptions options;
  private final StudyListener listener;
  private final Map<Path, RunContext> open;
  private final StudyPlan plan;
  private final Map<Path, WatchedElement> submitted = new HashMap<>();
  private Optional<Map<String, Double>> seconds = Optional.empty();

  SlurmRound(
      RoundWatch watch,
      Cancellation cancellation,
      Path experiment,
      SlurmOptions options,
      StudyListener listener,
      Map<Path, RunContext> open,
      StudyDataCache data) {
    this.watch = watch;
    this.cancellation = cancellation;
    this.experiment = experiment;
    this.options = options;
    this.listener = listener;
    this.open = open;
    Map<RunKey, RunSpec> specs = new LinkedHashMap<>();
    open.values().forEach(run -> specs.put(run.key(), run.spec()));
    plan = new StudyPlan(specs, data, Map.of());
  }

  /**
   * Finds the elements of arrays that an earlier command submitted and that have not all ended. A
   * run that is recorded as failed since then is not among them: it is submitted anew.
   */
  void adopt() throws IOException {
    SlurmJobs jobs = SlurmJobs.of(experiment);
    Set<String> alive =
        jobs.queue().stream()
            .filter(queued -> !queued.isEnding())
            .map(SlurmClient.Queued::element)
            .collect(Collectors.toSet());
    for (SubmissionFolder.Stored stored : jobs.active()) {
      Submission submission = stored.submission();
      List<WatchedElement> found = new ArrayList<>();
      for (int i = 0; i < submission.elements().size(); i++) {
        boolean ended = !alive.contains(WatchedElement.name(submission.name(), i));
        WatchedElement element = element(stored.folder(), submission, i, ended);
        if (!element.runs.isEmpty()) {
          found.add(element);
          element.runs.keySet().forEach(folder -> submitted.put(folder, element));
        }
      }
      if (!found.isEmpty()) {
        listener.onJobs(
            "Found job %s: %s of this study"
                .formatted(
                    submission.job(),
                    count(found.stream().mapToInt(element -> element.runs.size()).sum())));
      }
    }
    submitted.values().stream().distinct().forEach(watch::add);
  }

  private WatchedElement element(
      SubmissionFolder folder, Submission submission, int index, boolean ended) throws IOException {
    Map<Path, SubmittedRun> runs = new LinkedHashMap<>();
    for (SubmittedRun run : submission.elements().get(index).runs()) {
      Path path = experiment.resolve(run.folder());
      if (open.containsKey(path) && !(ended && hasFailed(open.get(path)))) {
        runs.put(path, run);
      }
    }
    return new WatchedElement(submission, index, folder.element(index), runs, ended);
  }

  private static boolean hasFailed(RunContext run) throws IOException {
    return run.folder()
        .readRecord()
        .filter(record -> record.result().status() == RunStatus.FAILED)
        .isPresent();
  }

  /** The runs that no job has. */
  List<SubmittedRun> missing() throws IOException {
    List<SubmittedRun> missing = new ArrayList<>();
    for (Map.Entry<Path, RunContext> run : open.entrySet()) {
      if (!submitted.containsKey(run.getKey())) {
        String folder = experiment.relativize(run.getKey()).toString();
        missing.add(new SubmittedRun(folder, RoundWatch.steps(run.getValue()), 0, 1));
      }
    }
    return missing;
  }

  /** Watches until every run has ended; returns the failures. */
  List<Failure> watch(FolderLease lease) throws IOException {
    return watch.watch(lease, this::submit);
  }

  /**
   * Submits runs in as many arrays as the site requires. If one is refused, those before it are
   * cancelled; after an interrupt no more are submitted.
   *
   * @param runs with the same factor on the memory
   */
  void submit(List<SubmittedRun> runs) throws IOException {
    if (runs.isEmpty()) {
      return;
    }
    int maxArray = client.maxArraySize();
    List<Element> elements = pack(runs);
    int arrays = (elements.size() + maxArray - 1) / maxArray;
    List<SubmissionFolder.Stored> done = new ArrayList<>();
    try {
      for (int i = 0; i < arrays && !cancellation.requested(); i++) {
        int end = Math.min(elements.size(), (i + 1) * maxArray);
        done.add(submitArray(elements.subList(i * maxArray, end), arrays));
      }
    } catch (IOException e) {
      if (!cancellation.requested()) {
        cancel(done, e);
        throw e;
      }
    }
    for (SubmissionFolder.Stored each : done) {
      for (int i = 0; i < each.submission().elements().size(); i++) {
        watch.add(element(each.folder(), each.submission(), i, false));
      }
    }
  }

  /** Cancels arrays after an error. */
  private void cancel(List<SubmissionFolder.Stored> arrays, IOException cause) throws IOException {
    try {
      client.cancelAll(arrays.stream().map(each -> each.submission().job()).toList());
    } catch (SlurmException e) {
      throw new SlurmException(cause.getMessage() + "; " + e.getMessage());
    }
  }

  private List<Element> pack(List<SubmittedRun> runs) {
    Map<RunContext, SubmittedRun> byRun = new LinkedHashMap<>();
    runs.forEach(run -> byRun.put(context(run), run));
    return ElementPacking.pack(List.copyOf(byRun.keySet()), seconds(), options.runner().atMost())
        .stream()
        .map(element -> new Element(element.stream().map(byRun::get).toList()))
        .toList();
  }

  private RunContext context(SubmittedRun run) {
    return open.get(experiment.resolve(run.folder()));
  }

  private Map<String, Double> seconds() {
    if (seconds.isEmpty()) {
      seconds = Optional.of(options.estimator().seconds(plan, options.threads()));
    }
    return seconds.get();
  }

  private SubmissionFolder.Stored submitArray(List<Element> elements, int arrays)
      throws IOException {
    SubmissionFolder folder = SubmissionFolder.create(experiment);
    String name = "seqlab-%08x".formatted(ThreadLocalRandom.current().nextInt());
    Submission submission = new Submission(name, "", elements);
    double longest = 0;
    for (int i = 0; i < elements.size(); i++) {
      List<RunContext> runs = elements.get(i).runs().stream().map(this::context).toList();
      folder.element(i).writeRequests(runs);
      longest = Math.max(longest, ElementPacking.seconds(runs, seconds()));
    }
    List<String> worker = SubmittedCode.keep(SubmissionFolder.parent(experiment), options.worker());
    AtomicFile.write(
        folder.script(), JobScript.of(folder.path(), options.runner().setup(), worker));
    folder.write(submission);
    String job = submit(submission, words(submission, folder, longest, arrays), folder.script());
    folder.write(submission.withJob(job));
    listener.onJobs(
        "Submitted job %s: %s in %d %s"
            .formatted(
                job,
                count(elements.stream().mapToInt(element -> element.runs().size()).sum()),
                elements.size(),
                elements.size() == 1 ? "element" : "elements"));
    return new SubmissionFolder.Stored(folder, submission.withJob(job));
  }

  /** The id of the job. A command that is interrupted or not answered may have submitted it. */
  private String submit(Submission submission, List<String> words, Path script) throws IOException {
    try {
      return client.submit(words, script);
    } catch (SlurmException e) {
      try {
        Set<String> jobs = new LinkedHashSet<>();
        client.queue(List.of(submission.name())).forEach(queued -> jobs.add(queued.job()));
        client.cancelAll(jobs);
      } catch (SlurmException unanswered) {
        throw new SlurmException(
            "%s; if it was submitted, its name is %s".formatted(e.getMessage(), submission.name()));
      }
      throw e;
    }
  }

  private List<String> words(
      Submission submission, SubmissionFolder folder, double longest, int arrays) {
    double memory =
        StudyCheck.variants(plan).stream()
            .mapToDouble(variant -> variant.memory().peak())
            .max()
            .orElseThrow();
    String atMost =
        options.runner().atMost().map(most -> "%" + Math.max(1, most / arrays)).orElse("");
    int memoryFactor = submission.elements().get(0).runs().get(0).memory();
    List<String> words = new ArrayList<>();
    words.add("--job-name=" + submission.name());
    words.add("--array=0-%d%s".formatted(submission.elements().size() - 1, atMost));
    words.add("--chdir=" + Path.of("").toAbsolutePath());
    words.add("--output=" + folder.path().toString().replace("%", "%%") + "/%a/log.txt");
    words.add("--open-mode=append");
    words.addAll(
        new JobSize(options.threads(), memory, longest, options.timed())
            .options(options.runner().options(), options.runner().withdrawn(), memoryFactor));
    return words;
  }

  private static String count(int runs) {
    return runs == 1 ? "1 run" : runs + " runs";
  }
}
