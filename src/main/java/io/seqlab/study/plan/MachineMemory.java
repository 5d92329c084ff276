package io.seqlab.study.plan;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory that this process may use: that of the machine, or the limit of its control group.
 *
 * @param bytes infinite for no limit
 */
public record MachineMemory(double bytes) {
  public static final MachineMemory UNLIMITED = new MachineMemory(Double.POSITIVE_INFINITY);

  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

  /** The memory of this machine, or of the container that this process runs in. */
  public static MachineMemory here() {
    double bytes =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : Double.POSITIVE_INFINITY;
    bytes = Math.min(bytes, limit(CGROUPS.resolve("memory/memory.limit_in_bytes"))); // version 1
    for (Path group = ownGroup(); group.startsWith(CGROUPS); group = group.getParent()) {
      bytes = Math.min(bytes, limit(group.resolve("memory.max"))); // version 2
    }
    return new MachineMemory(bytes);
  }

  /** The folder of this process's group of version 2. */
  private static Path ownGroup() {
    try {
      return Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
          .filter(line -> line.startsWith("0::/"))
          .map(line -> CGROUPS.resolve(line.substring("0::/".length())).normalize())
          .findFirst()
          .orElse(CGROUPS);
    } catch (IOException e) {
      return CGROUPS;
    }
  }

  /** The limit in a file; infinite if there is none. */
  private static double limit(Path file) {
    try {
      return Double.parseDouble(Files.readString(file).strip());
    } catch (IOException | NumberFormatException e) {
      return Double.POSITIVE_INFINITY; // "max", or no such group
    }
  }
}
