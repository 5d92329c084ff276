package io.seqlab.data.corpus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that has been downloaded so far, in the folder of the file. Its name, {@code
 * .seqlab-HOST-PID-NUMBER.part}, marks it as SeqLab's and tells the process that writes it. It is
 * deleted on closing and when the program ends, also by SIGINT or SIGTERM; after SIGKILL or a crash
 * the next download to the folder deletes it.
 */
record PartFile(Path path) implements AutoCloseable {
  private static final Pattern NAME =
      Pattern.compile("\\.seqlab-([A-Za-z0-9-]+)-(\\d{1,18})-\\d+\\.part");

  /** A download that is not finished writes at least this often: its timeout is 30 seconds. */
  private static final Duration ABANDONED = Duration.ofMinutes(10);

  private static final String HOST = host();
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Creates a part that no other download writes, and deletes abandoned ones beside it. */
  static PartFile create(Path folder) throws IOException {
    String name =
        ".seqlab-%s-%d-%d.part"
            .formatted(HOST, ProcessHandle.current().pid(), COUNT.incrementAndGet());
    PartFile part = new PartFile(folder.resolve(name));
    part.path.toFile().deleteOnExit();
    Files.write(part.path, new byte[0]);
    part.deleteAbandoned();
    return part;
  }

  /**
   * Deletes parts whose process has ended on this machine, and parts of other machines to which
   * nothing was written in the 10 minutes before this one was created, by the clock of the folder.
   */
  private void deleteAbandoned() throws IOException {
    FileTime now = Files.getLastModifiedTime(path);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path.getParent())) {
      for (Path file : files) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches() && isAbandoned(file, name.group(1), name.group(2), now)) {
          deleteQuietly(file);
        }
      }
    }
  }

  private static boolean isAbandoned(Path file, String host, String pid, FileTime now)
      throws IOException {
    if (host.equals(HOST)) {
      return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty();
    }
    try {
      FileTime written = Files.getLastModifiedTime(file);
      return written.toInstant().plus(ABANDONED).isBefore(now.toInstant());
    } catch (NoSuchFileException e) {
      return false; // another download has just finished
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It is of another user, who may delete it.
    }
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
