package io.seqlab.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cases of faults: executes them, counts cases and failures by class of fault, and writes the
 * counts to {@code target/campaign}. {@code -Dcampaign.only=REGEX} selects cases by class and name,
 * {@code -Dcampaign.every=N} takes each N-th, {@code -Dcampaign.parallel=N} sets how many run at
 * once.
 */
final class Campaign {
  private static final Path FOLDER = Path.of("target", "campaign");
  private static final int PARALLEL = Integer.getInteger("campaign.parallel", 2);

  private Campaign() {}

  /** Fails with an AssertionError if SeqLab does not handle the fault. */
  @FunctionalInterface
  interface Check {
    void run() throws Exception;
  }

  /**
   * One case.
   *
   * @param fault the class of fault, by which cases are counted
   * @param name of this case
   */
  record Case(String fault, String name, Check check) {}

  /** What failed, by case. */
  record Outcome(int cases, Map<String, String> failures) {}

  /** Executes the cases and requires that none fails and that there are enough. */
  static void require(String section, int minimum, List<Case> cases) throws Exception {
    Outcome outcome = execute(section, selected(cases));
    if (isWhole()) {
      assertThat(outcome.cases()).as("cases of %s", section).isGreaterThanOrEqualTo(minimum);
    }
    String text =
        outcome.failures().entrySet().stream()
            .map(each -> each.getKey() + "\n    " + each.getValue().replace("\n", "\n    "))
            .collect(Collectors.joining("\n"));
    assertThat(outcome.failures().keySet())
        .as(
            "%d of %d cases of %s failed:%n%s",
            outcome.failures().size(), outcome.cases(), section, text)
        .isEmpty();
  }

  /** Whether no property selects some of the cases. */
  static boolean isWhole() {
    return System.getProperty("campaign.only") == null
        && System.getProperty("campaign.every") == null;
  }

  private static List<Case> selected(List<Case> cases) {
    Pattern only = Pattern.compile(System.getProperty("campaign.only", ""));
    int every = Integer.getInteger("campaign.every", 1);
    List<Case> selected = new ArrayList<>();
    int index = 0;
    for (Case each : cases) {
      if (only.matcher(each.fault() + ": " + each.name()).find() && index++ % every == 0) {
        selected.add(each);
      }
    }
    return selected;
  }

  /** Executes the cases, prints the table of counts, and writes it with the failures. */
  private static Outcome execute(String section, List<Case> cases) throws Exception {
    Map<String, String> failures = failures(cases);
    write(section, cases, failures);
    return new Outcome(cases.size(), failures);
  }

  /** Executes the cases; returns what failed, by case. */
  static Map<String, String> failures(List<Case> cases) throws Exception {
    Map<String, String> failures = new TreeMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
    try {
      Map<Case, Future<?>> futures = new LinkedHashMap<>();
      for (Case each : cases) {
        futures.put(each, threads.submit(() -> run(each)));
      }
      for (Map.Entry<Case, Future<?>> each : futures.entrySet()) {
        String failure = failure(each.getValue());
        if (!failure.isEmpty()) {
          failures.put(each.getKey().fault() + ": " + each.getKey().name(), failure);
        }
      }
    } finally {
      threads.shutdownNow();
    }
    return failures;
  }

  private static Void run(Case each) throws Exception {
    each.check().run();
    return null;
  }

  private static String failure(Future<?> future) throws InterruptedException {
    try {
      future.get();
      return "";
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssertionError failed) {
        return failed.getMessage().strip();
      }
      StringWriter trace = new StringWriter();
      e.getCause().printStackTrace(new PrintWriter(trace));
      return trace.toString();
    }
  }

  private static void write(String section, List<Case> cases, Map<String, String> failures)
      throws IOException {
    Map<String, int[]> counts = new TreeMap<>();
    for (Case each : cases) {
      int[] count = counts.computeIfAbsent(each.fault(), fault -> new int[2]);
      count[0]++;
      count[1] += failures.containsKey(each.fault() + ": " + each.name()) ? 1 : 0;
    }
    StringBuilder table = new StringBuilder();
    counts.forEach(
        (fault, count) ->
            table.append("%s\t%s\t%d\t%d%n".formatted(section, fault, count[0], count[1])));
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve(section + ".tsv"), table);
    StringBuilder details = new StringBuilder();
    failures.forEach((name, text) -> details.append(name + "\n" + text + "\n\n"));
    Files.writeString(FOLDER.resolve(section + "-failures.txt"), details);
    System.out.print(table);
    System.out.println(total());
  }

  /** The sum over all sections so far. */
  private static String total() throws IOException {
    List<String> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".tsv")).toList()) {
        rows.addAll(Files.readAllLines(file));
      }
    }
    int cases = rows.stream().mapToInt(row -> Integer.parseInt(row.split("\t", -1)[2])).sum();
    int failed = rows.stream().mapToInt(row -> Integer.parseInt(row.split("\t", -1)[3])).sum();
    return "campaign so far: %d classes of fault, %d cases, %d failures"
        .formatted(rows.size(), cases, failed);
  }
}
