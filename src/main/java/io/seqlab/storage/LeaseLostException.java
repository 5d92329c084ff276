package io.seqlab.storage;

import java.io.IOException;
import java.nio.file.Path;

/** Another process has taken over a folder, so that this one must not write there any more. */
public final class LeaseLostException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * A lost lease.
   *
   * @param owner the process that owns the folder now
   */
  LeaseLostException(Path folder, String owner) {
    super(
        "%s was taken over by %s, as this process had not answered; it writes nothing more there"
            .formatted(folder, owner));
  }
}
