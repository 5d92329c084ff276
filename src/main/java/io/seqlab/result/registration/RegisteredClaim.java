package io.seqlab.result.registration;

import io.seqlab.result.git.StudyFile;
import io.seqlab.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

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
}
