package io.seqlab.study.slurm;

import io.seqlab.config.site.RunnerSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an element of a job array asks for, unless the options of the user say it.
 *
 * @param threads of the tensor library
 * @param memoryBytes estimated peak of its largest run
 * @param seconds estimated time of its runs
 * @param exclusive whether it needs its node alone
 */
record JobSize(int threads, double memoryBytes, double seconds, boolean exclusive) {
  /** The estimate is within a factor of 2. */
  private static final double MEMORY_MARGIN = 2;

  /** Nodes may be slower than this machine; probes are not estimated. */
  private static final double TIME_MARGIN = 3;

  private static final int START_MINUTES = 10;
  private static final int MEMORY_STEP_MB = 256;
  private static final double MIB = 1 << 20;

  private static final Pattern AMOUNT = Pattern.compile("(\\d+)([KMGTkmgt]?[Bb]?)");

  /** Warns the worker a minute before the limit: it saves and ends. */
  private static final String SIGNAL = "B:TERM@60";

  /**
   * The options of sbatch.
   *
   * @param given options of the user by name, which precede
   * @param withdrawn options that the user does not want
   * @param memoryFactor for runs that ran out of memory
   */
  List<String> options(Map<String, String> given, Set<String> withdrawn, int memoryFactor) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("requeue", "");
    options.put("signal", SIGNAL);
    options.put("ntasks", "1");
    options.put("cpus-per-task", String.valueOf(threads));
    if (given.keySet().stream().noneMatch(RunnerSpec.MEMORY::contains)) {
      options.put("mem", memoryMb() + "M");
    }
    options.put("time", String.valueOf(minutes()));
    if (exclusive) {
      options.put("exclusive", "");
    }
    options.keySet().removeAll(withdrawn);
    options.putAll(given);
    RunnerSpec.MEMORY.forEach(
        name -> options.computeIfPresent(name, (any, m) -> times(m, memoryFactor)));
    List<String> words = new ArrayList<>();
    options.forEach((name, value) -> words.add("--" + name + (value.isEmpty() ? "" : "=" + value)));
    return words;
  }

  private long memoryMb() {
    double mb = MEMORY_MARGIN * memoryBytes / MIB;
    return (long) Math.ceil(mb / MEMORY_STEP_MB) * MEMORY_STEP_MB;
  }

  private long minutes() {
    return START_MINUTES + (long) Math.ceil(TIME_MARGIN * seconds / 60);
  }

  /** An amount such as {@code 8G} times a factor; others stay as they are. */
  static String times(String amount, int factor) {
    Matcher matcher = AMOUNT.matcher(amount);
    return matcher.matches()
        ? Long.parseLong(matcher.group(1)) * factor + matcher.group(2)
        : amount;
  }

  /** The threads that the options of a user ask for. */
  static Optional<Integer> threads(Map<String, String> given) {
    return Optional.ofNullable(given.get("cpus-per-task"))
        .filter(text -> text.matches("[1-9]\\d{0,3}"))
        .map(Integer::valueOf);
  }
}
