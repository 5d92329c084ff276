package io.seqlab.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as the owner of a folder.
 *
 * @param machine host name, boot, process namespace and user: a process can be looked up by its
 *     number only where all agree
 * @param pid number of the process
 * @param start when it started, as the number may be used again
 */
record OwnerProcess(String machine, long pid, String start) {
  static final String RELEASED = "released\n";

  /** System property with the name of this host, where it has none of its own. */
  private static final String HOST_PROPERTY = "seqlab.host";

  /** Lines of an owner's file: machine, pid, start, beat. */
  private static final int LINES = 4;

  /** Fields 3 and 22 of proc(5), counted from 0 after the name of the program. */
  private static final int STATE = 0;

  private static final int STARTTIME = 19;

  /** This process. */
  static OwnerProcess current() {
    return new OwnerProcess(machineName(), 0, "").withPid(ProcessHandle.current().pid());
  }

  /** A process of this machine. */
  OwnerProcess withPid(long other) {
    return new OwnerProcess(machine, other, start(other).orElse("ended"));
  }

  private static String machineName() {
    return String.join(
        " ",
        hostName().replaceAll("\\s", "-"),
        line("/proc/sys/kernel/random/boot_id"),
        processNamespace(),
        System.getProperty("user.name", "-").replaceAll("\\s", "-"));
  }

  private static String hostName() {
    String given = System.getProperty(HOST_PROPERTY);
    if (given != null && !given.isBlank()) {
      return given;
    }
    String linux = line("/proc/sys/kernel/hostname");
    return linux.equals("-") ? networkName() : linux;
  }

  private static String networkName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static String line(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException noLinux) {
      return "-";
    }
  }

  private static String processNamespace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException noLinux) {
      return "-";
    }
  }

  /**
   * When a process started; "-" if the system does not tell, empty if the process has ended. On
   * Linux in ticks since boot, as the start by the clock moves when the clock is corrected. A
   * process that has ended but whose parent has not asked for its exit code (a zombie) has ended.
   */
  private static Optional<String> start(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return Optional.empty();
    }
    String stat = line("/proc/" + pid + "/stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    if (fields.length <= STARTTIME) {
      return Optional.of(process.get().info().startInstant().map(Instant::toString).orElse("-"));
    }
    boolean ended = fields[STATE].equals("Z") || fields[STATE].equals("X");
    return ended ? Optional.empty() : Optional.of(fields[STARTTIME]);
  }

  /** The owner's file; it differs for each beat, so that others see the owner live. */
  String content(long beat) {
    return machine + "\n" + pid + "\n" + start + "\n" + beat + "\n";
  }

  /** Whether the file begins with {@link #RELEASED}; the rest is of the owner before. */
  static boolean isReleased(String content) {
    return content.startsWith(RELEASED);
  }

  /** {@code process 4711 on host}. */
  static String describe(Optional<String> content) {
    String[] lines = content.orElse("").split("\n", -1);
    return lines.length < LINES
        ? "another process"
        : "process %s on %s".formatted(lines[1], lines[0].split(" ", 2)[0]);
  }

  /** Whether this process wrote the file. */
  boolean wrote(String content) {
    return content.startsWith(machine + "\n" + pid + "\n" + start + "\n");
  }

  /** Whether a process of this machine with this number, now or before, wrote the file. */
  boolean hasNumberOf(String content) {
    return content.startsWith(machine + "\n" + pid + "\n");
  }

  /** Whether the owner ran on this machine and has ended. */
  boolean knowsToBeDead(String content) {
    return neighbour(content).filter(other -> !other.wrote(content)).isPresent();
  }

  /** Whether the owner runs on this machine. */
  boolean knowsToLive(String content) {
    return neighbour(content).filter(other -> other.wrote(content)).isPresent();
  }

  /** The process of this machine that now has the number of the owner; empty on other machines. */
  private Optional<OwnerProcess> neighbour(String content) {
    String[] lines = content.split("\n", -1);
    boolean here =
        lines.length >= LINES && lines[0].equals(machine) && lines[1].matches("[0-9]{1,18}");
    return here ? Optional.of(withPid(Long.parseLong(lines[1]))) : Optional.empty();
  }
}
