package io.seqlab.probe.cost;

import com.sun.jna.Function;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Resident memory of this process, where the system tells it (Linux); elsewhere NaN. */
public final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ResidentMemory() {}

  /** Largest since the peak was reset, before work that was measured apart. */
  private static double earlierMb;

  /** What some work gave, and the largest resident memory meanwhile, in MiB. */
  public record During<T>(T result, double peakMb) {}

  /** Offers this process as the one to kill when memory runs out, before those that started it. */
  public static void raiseOomScore() {
    try {
      Files.writeString(Path.of("/proc/self/oom_score_adj"), "500", StandardCharsets.US_ASCII);
    } catch (IOException e) {
      // Not Linux, or not allowed: the system chooses by itself.
    }
  }

  /** Starts to measure a new peak, from what is still in use. */
  public static synchronized void resetPeak() {
    earlierMb = 0;
    giveBack();
    forgetPeak();
  }

  /** What was in use before and is kept for later use, so that it counts for no later run. */
  private static void giveBack() {
    System.gc();
    try {
      Function.getFunction("c", "malloc_trim").invokeInt(new Object[] {new NativeLong(0)});
    } catch (UnsatisfiedLinkError e) {
      // Another C library than glibc: a later run may show what an earlier one used.
    }
  }

  /** Largest resident memory since then, in MiB. */
  public static synchronized double peakMb() {
    return Math.max(earlierMb, read("VmHWM"));
  }

  /** Measures some work apart: it has no part in the peak of the process. */
  public static synchronized <T> During<T> during(Supplier<T> work) {
    earlierMb = peakMb();
    giveBack();
    forgetPeak();
    T result = work.get();
    double peak = read("VmHWM");
    forgetPeak();
    return new During<>(result, peak);
  }

  private static void forgetPeak() {
    try {
      Files.writeString(Path.of("/proc/self/clear_refs"), "5", StandardCharsets.US_ASCII);
    } catch (IOException e) {
      // Not Linux, or not allowed: the peak is then that of the process so far.
    }
  }

  private static double read(String field) {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(field + ":")) {
          String number = line.replaceAll("\\D", "");
          return Long.parseLong(number) / 1024.0;
        }
      }
    } catch (IOException e) {
      return Double.NaN;
    }
    return Double.NaN;
  }
}
