package io.seqlab.storage;

import java.io.IOException;

/** The exclusive right of this process to write in one folder, from {@link FolderLeases}. */
public final class FolderLease implements AutoCloseable {
  private final FolderLeases leases;
  private final OwnerFiles owners;
  private final long number;
  private boolean closed;

  FolderLease(FolderLeases leases, OwnerFiles owners, long number) {
    this.leases = leases;
    this.owners = owners;
    this.number = number;
  }

  /** Whether no later owner exists. A lease that is lost stays lost. */
  public boolean isHeld() throws IOException {
    return owners.last() == number;
  }

  /**
   * Requires that no later owner exists.
   *
   * @throws LeaseLostException if another process has taken the folder over
   */
  public void requireHeld() throws IOException {
    long last = owners.last();
    if (last != number) {
      throw new LeaseLostException(owners.folder(), OwnerProcess.describe(owners.read(last)));
    }
  }

  /** Shows other processes that the owner lives. */
  synchronized void renew(String content) {
    if (!closed) {
      change(() -> owners.replace(number, content));
    }
  }

  /** Releases the folder. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      leases.forget(owners.folder());
      change(() -> owners.release(number));
    }
  }

  @FunctionalInterface
  private interface Change {
    void apply() throws IOException;
  }

  private void change(Change change) {
    try {
      if (isHeld()) {
        change.apply();
      }
    } catch (IOException e) {
      // Disk full, or a later owner: without renewal others take over after the timeout.
    }
  }
}
