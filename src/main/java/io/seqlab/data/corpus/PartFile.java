package io.seqlab.data.corpus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that has been downloaded so far, in the folder of the file. Its name tells the
 * process that writes it: {@code NAME.HOST.PID.NUMBER.part}. It is deleted on closing and when the
 * program ends, also by SIGINT or SIGTERM; after SIGKILL or a crash the next download deletes it.
 */
record PartFile(Path path) implements AutoCloseable {
  private static final String SUFFIX = ".part";

  /** {@code .PID.NUMBER.part}, or {@code .PID.part} of earlier versions. */
  private static final Pattern OWNER = Pattern.compile("\\.(\\d+)(\\.\\d+)?\\.part$");

  /** A download that is not finished writes at least this often: its timeout is 30 seconds. */
  private static final Duration ABANDONED = Duration.ofMinutes(10);

  private static final String HOST = host();
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** A part that no other download writes. */
  static PartFile of(Path file) {
    String owner = HOST + "." + ProcessHandle.current().pid() + "." + COUNT.incrementAndGet();
    Path part = file.resolveSibling(file.getFileName() + "." + owner + SUFFIX);
    part.toFile().deleteOnExit();
    return new PartFile(part);
  }

  /**
   * Deletes the parts of a file whose process has ended, as far as this machine can tell, or that
   * nothing was written to for 10 minutes.
   */
  static void deleteAbandoned(Path file) throws IOException {
    String name = file.getFileName().toString();
    try (DirectoryStream<Path> parts =
        Files.newDirectoryStream(file.getParent(), each -> isPart(each, name))) {
      for (Path part : parts) {
        if (isAbandoned(part, name)) {
          Files.deleteIfExists(part);
        }
      }
    }
  }

  private static boolean isPart(Path path, String name) {
    String other = path.getFileName().toString();
    return other.startsWith(name + ".") && OWNER.matcher(other).find();
  }

  private static boolean isAbandoned(Path part, String name) throws IOException {
    try {
      Instant written = Files.getLastModifiedTime(part).toInstant();
      boolean here = part.getFileName().toString().startsWith(name + "." + HOST + ".");
      return (here && !isAlive(part)) || written.isBefore(Instant.now().minus(ABANDONED));
    } catch (NoSuchFileException e) {
      return false; // another download has just finished
    }
  }

  private static boolean isAlive(Path part) {
    Matcher owner = OWNER.matcher(part.getFileName().toString());
    Optional<ProcessHandle> process =
        owner.find() ? ProcessHandle.of(Long.parseLong(owner.group(1))) : Optional.empty();
    return process.filter(ProcessHandle::isAlive).isPresent();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9-]", "-");
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
