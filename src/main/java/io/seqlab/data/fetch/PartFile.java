package io.seqlab.data.fetch;

import io.seqlab.storage.FolderLease;
import io.seqlab.storage.FolderLeases;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The part of a file that has been downloaded so far: {@code .seqlab-NAME.part} beside it. It stays
 * when a download is interrupted, and the next one continues it. One process downloads to a folder
 * at a time; others wait.
 */
final class PartFile implements AutoCloseable {
  private final Path path;
  private final Path file;
  private final FileChannel channel;
  private final FolderLease lease;

  private PartFile(Path path, Path file, FileChannel channel, FolderLease lease) {
    this.path = path;
    this.file = file;
    this.channel = channel;
    this.lease = lease;
  }

  /** Opens or creates the part of a file, as soon as no other process downloads to its folder. */
  static PartFile open(Path file) throws IOException {
    Path path = file.resolveSibling(".seqlab-" + file.getFileName() + ".part");
    FolderLease lease = FolderLeases.ofThisProcess().acquire(file.getParent(), owner -> {});
    try {
      FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      channel.position(channel.size());
      return new PartFile(path, file, channel, lease);
    } catch (IOException e) {
      lease.close();
      throw e;
    }
  }

  /** Number of bytes. */
  long size() throws IOException {
    return channel.size();
  }

  /**
   * Appends bytes.
   *
   * @throws FileSystemException if they cannot be written
   */
  void append(byte[] bytes, int count) throws FileSystemException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw new FileSystemException(path.toString(), null, e.getMessage());
    }
  }

  /** Starts again. */
  void clear() throws IOException {
    channel.truncate(0);
  }

  /** The content so far. */
  Path path() {
    return path;
  }

  /** The part is the whole file, and gets its name. */
  void complete() throws IOException {
    Files.move(path, file, StandardCopyOption.ATOMIC_MOVE); // before the next process may write
    channel.close();
  }

  void discard() throws IOException {
    Files.deleteIfExists(path);
  }

  /** Keeps the part for the next download, unless it is empty. */
  @Override
  public void close() throws IOException {
    try (lease;
        channel) {
      if (channel.isOpen() && channel.size() == 0) {
        discard();
      }
    }
  }
}
