package io.seqlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.seqlab.result.git.StudyFile;
import io.seqlab.result.record.Ruling;
import io.seqlab.result.record.Verdict;
import io.seqlab.result.record.Verdict.Context;
import io.seqlab.result.registration.RegisteredClaim;
import io.seqlab.result.registration.Registration;
import io.seqlab.result.registration.Registration.Status;
import io.seqlab.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the pages say about the registration of a claim. */
class RegistrationTextTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void everyStatusIsTold() {
    assertThat(changes(Status.FROZEN, false, COMMIT)).isEmpty();
    assertThat(changes(Status.CHANGED, false, COMMIT, "a: 1 → 2", "b: 3 → 4"))
        .isEqualTo(
            "Changed after its runs began (registered at commit 0123456789): a: 1 → 2; b: 3 → 4.");
    assertThat(changes(Status.CHANGED, true, "", "a: 1 → 2"))
        .isEqualTo(
            "Changed after earlier runs, which were discarded (registered at no commit): a: 1 → 2.");
    assertThat(changes(Status.ADDED, false, "")).isEqualTo("Registered after its runs began.");
    assertThat(changes(Status.ADDED, true, COMMIT))
        .isEqualTo("Registered after earlier runs, which were discarded.");
    assertThat(changes(Status.ADDED, false, "", "a: 1 → 2"))
        .isEqualTo("Registered after its runs began, and changed since: a: 1 → 2.");
    assertThat(changes(Status.UNREGISTERED, false, "")).isEmpty();
    assertThat(changes(Status.UNREGISTERED, false, "", "a: 1 → 2"))
        .isEqualTo("Not registered before its runs, and changed since: a: 1 → 2.");
  }

  @Test
  void whatIsMissingIsSaidOnceForAllClaims() {
    List<Verdict> verdicts =
        List.of(
            verdict("C1", Status.FROZEN, false, COMMIT),
            verdict("C2", Status.FROZEN, false, ""),
            verdict("C3", Status.CHANGED, false, "", "a: 1 → 2"),
            new Verdict("C4", "", Context.NONE, Ruling.MIXED, 0.05, List.of(), Registration.NONE),
            new Verdict("C5", "", Context.NONE, Ruling.MIXED, 0.05, List.of(), Registration.NONE));
    assertThat(RegistrationText.missing(verdicts, List.of()))
        .isEqualTo(
            "Not registered before their runs: C4, C5. Not committed before their runs: C2, C3.");
    assertThat(RegistrationText.missing(verdicts.subList(0, 1), List.of())).isEmpty();
    assertThat(RegistrationText.provenance(verdicts))
        .isEqualTo(
            "C1 at commit %s, SHA-256 ff; C2 at no commit, SHA-256 ff; C3 at no commit, SHA-256 ff"
                .formatted(COMMIT));
  }

  @Test
  void claimsThatWereRemovedFromTheStudyAreNamed() {
    List<RegisteredClaim> registered =
        List.of(registered("C1"), registered("C2"), registered("C3"));
    Verdict same = verdict("C1", Status.FROZEN, false, COMMIT);
    Verdict renamed =
        new Verdict("C9", "", Context.NONE, Ruling.MIXED, 0.05, List.of(), Registration.NONE)
            .with(
                new Registration(
                    Status.CHANGED, false, registered.get(1).sha256(), COMMIT, List.of("id")));
    assertThat(RegistrationText.missingOf(List.of(same, renamed), registered))
        .isEqualTo("Registered, but no longer in the study: C3.");
    assertThat(RegistrationText.missingOf(List.of(), registered.subList(0, 1)))
        .isEqualTo("Registered, but no longer in the study: C1.");
  }

  private static RegisteredClaim registered(String claim) {
    String version = "claims: [{id: %s}]".formatted(claim);
    String hash = Sha256.of(version.getBytes(StandardCharsets.UTF_8));
    return new RegisteredClaim(claim, hash, version, Instant.EPOCH, StudyFile.NONE, 0, List.of());
  }

  private static String changes(Status status, boolean discarded, String commit, String... lines) {
    return RegistrationText.changes(verdict("C1", status, discarded, commit, lines));
  }

  private static Verdict verdict(
      String claim, Status status, boolean discarded, String commit, String... lines) {
    Registration registration = new Registration(status, discarded, "ff", commit, List.of(lines));
    return new Verdict(
        claim, "A claim", Context.NONE, Ruling.SUPPORTED, 0.05, List.of(), registration);
  }
}
