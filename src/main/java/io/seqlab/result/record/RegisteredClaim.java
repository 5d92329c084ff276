package io.seqlab.result.record;

import io.seqlab.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A version of a claim, as it was when {@code seqlab run} started: an item of {@code
 * registrations.json}.
 *
 * @param claim id of the claim
 * @param sha256 of {@code version} in UTF-8
 * @param version the study reduced to this claim, as YAML with all defaults
 * @param time of registration
 * @param runs number of runs of its models that had begun
 */
public record RegisteredClaim(
    String claim, String sha256, String version, Instant time, StudyFile source, int runs) {

  /** Rejects a version that was changed after it was registered. */
  public RegisteredClaim {
    if (!sha256.equals(Sha256.of(version.getBytes(StandardCharsets.UTF_8)))) {
      throw new IllegalArgumentException(
          "the version of claim %s, %s, does not have its sha256".formatted(claim, time));
    }
  }

  /** Whether it was registered before runs of its models began, or after all were discarded. */
  public boolean beforeRuns() {
    return runs == 0;
  }

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
}
