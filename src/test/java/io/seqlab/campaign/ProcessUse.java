package io.seqlab.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Memory and files that a process uses, from Linux's {@code /proc}.
 *
 * @param residentKb resident memory in KiB
 * @param files open file descriptors
 * @param threads threads
 */
record ProcessUse(long residentKb, long files, long threads) {

  static boolean isAvailable() {
    return Files.isDirectory(Path.of("/proc/self/fd"));
  }

  /** The use at this moment; empty if the process has ended. */
  static Optional<ProcessUse> of(long pid) {
    Path process = Path.of("/proc", String.valueOf(pid));
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      List<String> status = Files.readAllLines(process.resolve("status"));
      long files = open.count();
      return Optional.of(
          new ProcessUse(number(status, "VmRSS:"), files, number(status, "Threads:")));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** The number on the line that begins with the key; 0 if there is none, as of a zombie. */
  private static long number(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }
}
