package io.seqlab.result.registration;

import com.fasterxml.jackson.annotation.JacksonInject;
import io.seqlab.result.git.StudyFile;
import io.seqlab.result.record.DataDigests;
import io.seqlab.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A version of a claim, as it was when {@code seqlab run} started: an item of {@code
 * registrations.json}.
 *
 * @param claim id of the claim
 * @param sha256 of {@code version} in UTF-8
 * @param version the study reduced to this claim, as YAML with all defaults
 * @param time of registration
 * @param runs number of runs of its models that had begun
 * @param data digests of the data of these runs, without duplicates; none if unknown
 */
public record RegisteredClaim(
    String claim,
    String sha256,
    String version,
    Instant time,
    StudyFile source,
    int runs,
    List<DataDigests> data) {
  /** Identifies the value of {@code data} if the key is absent in a file: none. */
  public static final String NO_DATA = "absent data of a registration";

  /** Rejects a version that was changed after it was registered. */
  // Not compact: an annotation of the component would also be one of the field, which is final.
  public RegisteredClaim(
      String claim,
      String sha256,
      String version,
      Instant time,
      StudyFile source,
      int runs,
      @JacksonInject(NO_DATA) List<DataDigests> data) {
    if (!sha256.equals(Sha256.of(version.getBytes(StandardCharsets.UTF_8)))) {
      throw new IllegalArgumentException(
          "the version of claim %s, %s, does not have its sha256".formatted(claim, time));
    }
    this.claim = claim;
    this.sha256 = sha256;
    this.version = version;
    this.time = time;
    this.source = source;
    this.runs = runs;
    this.data = List.copyOf(data);
  }

  /** Whether it was registered before runs of its models began, or after all were discarded. */
  public boolean beforeRuns() {
    return runs == 0;
  }
}
