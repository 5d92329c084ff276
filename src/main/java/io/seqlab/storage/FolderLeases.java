package io.seqlab.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Leases on folders: the exclusive right to write in a folder, held by one process at a time, also
 * where several machines share the folder. Nothing rests on file locks, which shared file systems
 * may not keep.
 *
 * <p>The owners of a folder are numbered files. A process becomes the owner by creating the file
 * after the largest, which only one can do (O_EXCL). The number is the fencing token (Gray and
 * Cheriton 1989 for leases; Kleppmann 2016 for the token): an owner that finds a larger one has
 * lost its lease, and every write through {@link AtomicFile} and {@link LeasedFiles} below the
 * folder fails from then on. An owner rewrites its file ten times per timeout while it lives. It is
 * stale once its process is known to be dead (same machine), or once its file has not changed for
 * the timeout by the clock of the process that watches; clocks of different machines are never
 * compared.
 *
 * <p>A new owner deletes the temporary files of earlier ones, so that the atomic move of a process
 * that was suspended just before it fails. An append or a deletion has no such protection: a
 * process that is suspended between the check of its lease and the operation completes that one
 * operation.
 */
public final class FolderLeases {
  /** System property with the timeout in seconds. */
  static final String TIMEOUT_PROPERTY = "seqlab.owner.timeout";

  /** Shared file systems cache names and attributes for up to 60 s (nfs(5), acdirmax). */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);

  private static final int BEATS_PER_TIMEOUT = 10;
  private static final long POLL_MILLISECONDS = 50;
  private static final long NOTICE_NANOS = 1_000_000_000;

  private static FolderLeases ofThisProcess;

  private final OwnerProcess self;
  private final Duration timeout;
  private final Map<Path, FolderLease> held = new ConcurrentHashMap<>();
  private final Map<Path, Sighting> sightings = new HashMap<>();
  private Thread heartbeat;

  /** An owner's file as it was first seen, and whether it had another content before. */
  private record Sighting(long number, String content, long nanos, boolean renewed) {}

  /** The leases of an owner; for this process {@link #ofThisProcess}. */
  FolderLeases(OwnerProcess self, Duration timeout) {
    this.self = self;
    this.timeout = timeout;
  }

  /** The leases of this process. */
  public static synchronized FolderLeases ofThisProcess() throws IOException {
    if (ofThisProcess == null) {
      ofThisProcess = new FolderLeases(OwnerProcess.current(), timeout());
    }
    return ofThisProcess;
  }

  private static Duration timeout() throws IOException {
    String seconds = System.getProperty(TIMEOUT_PROPERTY);
    if (seconds == null) {
      return DEFAULT_TIMEOUT;
    } else if (!seconds.matches("[0-9]{1,6}(\\.[0-9]{1,3})?") || Double.parseDouble(seconds) <= 0) {
      throw new IOException(
          "%s must be a number of seconds above 0, such as 120, not '%s'; correct it in SEQLAB_JAVA_OPTS"
              .formatted(TIMEOUT_PROPERTY, seconds));
    }
    return Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
  }

  /**
   * Acquires the lease of a folder, which is created if missing.
   *
   * @return empty while another process, or another thread of this one, owns the folder
   * @throws IOException if the folder is not writable
   */
  public synchronized Optional<FolderLease> tryAcquire(Path folder) throws IOException {
    Path key = key(folder);
    OwnerFiles owners = new OwnerFiles(key);
    long last = owners.last();
    if (!isFree(owners, last) || !owners.create(last + 1, self.content(0))) {
      return Optional.empty();
    }
    sightings.remove(key);
    FolderLease lease = new FolderLease(this, owners, last + 1);
    held.put(key, lease);
    startHeartbeat();
    try {
      AtomicFile.deleteTemporaryFiles(key.toRealPath());
    } catch (IOException e) {
      lease.close();
      throw e;
    }
    return Optional.of(lease);
  }

  /**
   * Acquires the lease of a folder; waits until its owner releases it or is stale.
   *
   * @param notice told the owner once, if waiting takes longer than a second
   */
  public FolderLease acquire(Path folder, Consumer<String> notice) throws IOException {
    return acquire(folder, notice, false).orElseThrow();
  }

  /**
   * Acquires the lease of a folder unless its owner is known to live: its process is found on this
   * machine, or has renewed its lease. Waits until this is known.
   *
   * @param notice told the owner once, if waiting takes longer than a second
   */
  public Optional<FolderLease> acquireUnlessAlive(Path folder, Consumer<String> notice)
      throws IOException {
    return acquire(folder, notice, true);
  }

  private Optional<FolderLease> acquire(Path folder, Consumer<String> notice, boolean unlessAlive)
      throws IOException {
    long start = System.nanoTime();
    boolean told = false;
    while (true) {
      Optional<FolderLease> lease = tryAcquire(folder);
      if (lease.isPresent() || (unlessAlive && isKnownToLive(folder))) {
        return lease;
      }
      if (!told && System.nanoTime() - start > NOTICE_NANOS) {
        owner(folder).ifPresent(notice);
        told = true;
      }
      sleep();
    }
  }

  /**
   * The owner of a folder, such as {@code process 4711 on host}; empty if the folder is free. An
   * owner that has become stale is fenced off, so that every process finds the folder free.
   */
  public synchronized Optional<String> owner(Path folder) throws IOException {
    OwnerFiles owners = new OwnerFiles(key(folder));
    long last = owners.last();
    if (!isFree(owners, last)) {
      return Optional.of(OwnerProcess.describe(owners.read(last)));
    } else if (sightings.containsKey(owners.folder())) {
      tryAcquire(folder).ifPresent(FolderLease::close);
    }
    return Optional.empty();
  }

  /** Whether a process other than the given one of this machine owns the folder. */
  public boolean isOwnedByOther(Path folder, long pid) throws IOException {
    OwnerFiles owners = new OwnerFiles(key(folder));
    Optional<String> content = owners.read(owners.last());
    return content.isPresent()
        && !OwnerProcess.isReleased(content.get())
        && !self.withPid(pid).hasNumberOf(content.get());
  }

  /**
   * Requires that this process may still write a file.
   *
   * @throws LeaseLostException if this process held the lease of its folder, or of a parent, and
   *     another process has taken it over
   */
  static void requireHeld(Path file) throws IOException {
    FolderLeases leases = ofThisProcess();
    for (Path each = key(file); each != null; each = each.getParent()) {
      FolderLease lease = leases.held.get(each);
      if (lease != null) {
        lease.requireHeld();
        return;
      }
    }
  }

  private static Path key(Path folder) {
    return folder.toAbsolutePath().normalize();
  }

  private boolean isFree(OwnerFiles owners, long last) throws IOException {
    if (last == 0) {
      return true;
    }
    Optional<String> content = owners.read(last);
    if (content.isEmpty()) {
      return false; // deleted for a later owner a moment ago
    }
    boolean ended = // or of this process, which could not release it
        self.knowsToBeDead(content.get())
            || (self.wrote(content.get()) && !held.containsKey(owners.folder()));
    if (OwnerProcess.isReleased(content.get()) || ended) {
      sightings.remove(owners.folder());
      return true;
    }
    Sighting before = sightings.get(owners.folder());
    if (before == null || before.number() != last || !before.content().equals(content.get())) {
      boolean renewed = before != null;
      sightings.put(owners.folder(), new Sighting(last, content.get(), System.nanoTime(), renewed));
      return false;
    }
    return System.nanoTime() - before.nanos() >= timeout.toNanos();
  }

  private synchronized boolean isKnownToLive(Path folder) {
    Sighting sighting = sightings.get(key(folder));
    return sighting != null && (sighting.renewed() || self.knowsToLive(sighting.content()));
  }

  private static void sleep() throws IOException {
    try {
      Thread.sleep(POLL_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for another process");
    }
  }

  private void startHeartbeat() {
    if (heartbeat == null) {
      heartbeat = new Thread(this::beat, "lease-heartbeat");
      heartbeat.setDaemon(true);
      heartbeat.start();
    }
  }

  private void beat() {
    for (long beat = 1; ; beat++) {
      try {
        Thread.sleep(Math.max(1, timeout.toMillis() / BEATS_PER_TIMEOUT));
      } catch (InterruptedException e) {
        return;
      }
      String content = self.content(beat);
      held.values().forEach(lease -> lease.renew(content));
    }
  }

  void forget(Path folder) {
    held.remove(folder);
  }
}
