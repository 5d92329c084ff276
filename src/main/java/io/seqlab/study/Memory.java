package io.seqlab.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process, where the system tells of it (Linux); elsewhere NaN. */
final class Memory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private Memory() {}

  /** Offers this process as the one to kill when memory runs out, before those that started it. */
  static void dieFirst() {
    try {
      Files.writeString(Path.of("/proc/self/oom_score_adj"), "500", StandardCharsets.US_ASCII);
    } catch (IOException e) {
      // Not Linux, or not allowed: the system chooses by itself.
    }
  }

  /** Starts to measure a new peak. */
  static void resetPeak() {
    try {
      Files.writeString(Path.of("/proc/self/clear_refs"), "5", StandardCharsets.US_ASCII);
    } catch (IOException e) {
      // Not Linux, or not allowed: the peak is then that of the process so far.
    }
  }

  /** Largest resident memory since then, in MiB. */
  static double peakMb() {
    return read("VmHWM");
  }

  /** Resident memory now, in MiB. */
  static double nowMb() {
    return read("VmRSS");
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
