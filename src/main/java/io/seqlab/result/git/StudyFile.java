package io.seqlab.result.git;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The file that a study was read from.
 *
 * @param file path in its git repository; its name outside of one, empty without a file
 * @param commit that the repository had checked out; empty outside of one
 * @param committed whether the commit holds the file as it was read, without overrides
 */
public record StudyFile(String file, String commit, boolean committed) {
  /** A study that was not read from a file. */
  public static final StudyFile NONE = new StudyFile("", "", false);

  /** Asks git; {@code overridden} is whether keys of the file were overridden. */
  public static StudyFile of(Path file, boolean overridden) {
    Path folder = file.toAbsolutePath().getParent();
    String name = file.getFileName().toString();
    Optional<String> tracked =
        Git.run(folder, "ls-files", "--full-name", "--", name).filter(path -> !path.isEmpty());
    boolean unchanged =
        Git.run(folder, "status", "--porcelain", "--", name).filter(String::isEmpty).isPresent();
    return new StudyFile(
        tracked.orElse(name),
        Git.commit(folder).orElse(""),
        tracked.isPresent() && unchanged && !overridden);
  }
}
