package io.seqlab.probe.cost;

import com.sun.jna.Function;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Resident memory (RSS) of this process in MiB, from Linux's {@code /proc/self}; NaN on other
 * systems. The kernel keeps one peak (VmHWM) for the process, which is reset for each measurement.
 */
public final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ResidentMemory() {}

  /** The peak between {@link #resetPeak} and the last {@link #withPeak}, in MiB. */
  private static double earlierMb;

  /** The result of some work, and the peak resident memory during it in MiB. */
  public record WithPeak<T>(T result, double peakMb) {}

  /**
   * Marks this process as the first one for the kernel to kill when memory runs out, so that a
   * worker is killed rather than the process that started it.
   */
  public static void raiseOomScore() {
    try {
      Files.writeString(Path.of("/proc/self/oom_score_adj"), "500", StandardCharsets.US_ASCII);
    } catch (IOException e) {
      // Not Linux, or not permitted: the kernel chooses.
    }
  }

  /** Starts a new peak at the memory in use. */
  public static synchronized void resetPeak() {
    earlierMb = 0;
    releaseFreeMemory();
    resetKernelPeak();
  }

  /** Returns freed memory to the system, so that it does not count for the next measurement. */
  private static void releaseFreeMemory() {
    System.gc();
    try {
      Function.getFunction("c", "malloc_trim").invokeInt(new Object[] {new NativeLong(0)});
    } catch (UnsatisfiedLinkError e) {
      // Not glibc: a measurement may include memory that an earlier one freed.
    }
  }

  /** Peak resident memory since {@link #resetPeak}, in MiB. */
  public static synchronized double peakMb() {
    return Math.max(earlierMb, read("VmHWM"));
  }

  /** Runs work and measures its own peak, which {@link #peakMb} leaves out. */
  public static synchronized <T> WithPeak<T> withPeak(Supplier<T> work) {
    earlierMb = peakMb();
    releaseFreeMemory();
    resetKernelPeak();
    T result = work.get();
    double peak = read("VmHWM");
    resetKernelPeak();
    return new WithPeak<>(result, peak);
  }

  private static void resetKernelPeak() {
    try {
      Files.writeString(Path.of("/proc/self/clear_refs"), "5", StandardCharsets.US_ASCII);
    } catch (IOException e) {
      // Not Linux, or not permitted: the peak is that of the process so far.
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
