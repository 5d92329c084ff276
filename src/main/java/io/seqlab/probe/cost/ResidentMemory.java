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
  private static final Path PROC = Path.of("/proc/self");

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
    write("oom_score_adj", "500");
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
    } catch (LinkageError e) {
      // Not glibc, or JNA found no folder to unpack its library to: a measurement may include
      // memory that an earlier one freed.
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
    write("clear_refs", "5");
  }

  private static void write(String file, String value) {
    try {
      Files.writeString(PROC.resolve(file), value, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      // Not Linux, or not permitted: the kernel chooses what to kill; the peak is not reset.
    }
  }

  private static double read(String field) {
    try {
      return Files.readAllLines(PROC.resolve("status")).stream()
          .filter(line -> line.startsWith(field + ":"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
