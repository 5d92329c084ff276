package io.seqlab.report.page;

import io.seqlab.result.registration.RegisteredClaim;
import io.seqlab.result.registration.Registration;
import io.seqlab.result.registration.Registration.Status;
import io.seqlab.result.verdict.Verdict;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How claims stood when their runs began, in words. */
final class RegistrationText {
  private static final int SHORT_HASH = 10;

  private RegistrationText() {}

  /**
   * What must be said wherever the verdict is shown: that its claim is not the one that stood when
   * its runs began, and what was changed. Empty if it is, and for a study without registrations.
   */
  static String changes(Verdict verdict) {
    Registration registration = verdict.registration();
    String changes = String.join("; ", registration.changes());
    String status = status(verdict);
    return switch (registration.status()) {
      case FROZEN -> "";
      case CHANGED ->
          "%s (registered at %s): %s.".formatted(status, commit(registration, SHORT_HASH), changes);
      case ADDED -> status + since(changes) + ".";
      case UNREGISTERED -> changes.isEmpty() ? "" : status + since(changes) + ".";
    };
  }

  /** As {@link #changes}, without what was changed; also for a study without registrations. */
  static String status(Verdict verdict) {
    String runs =
        verdict.registration().discarded()
            ? "earlier runs, which were discarded"
            : "its runs began";
    return switch (verdict.registration().status()) {
      case FROZEN -> "";
      case CHANGED -> "Changed after " + runs;
      case ADDED -> "Registered after " + runs;
      case UNREGISTERED -> "Not registered before its runs";
    };
  }

  private static String since(String changes) {
    return changes.isEmpty() ? "" : ", and changed since: " + changes;
  }

  /**
   * The claims that were not registered, or not committed, before their runs, and those that are no
   * longer in their study; said once.
   *
   * @param removed ids, by {@link #removed}
   */
  static String missing(List<Verdict> verdicts, Collection<String> removed) {
    String unregistered = claims(verdicts, each -> each.status() == Status.UNREGISTERED);
    String uncommitted =
        claims(verdicts, each -> !each.sha256().isEmpty() && each.commit().isEmpty());
    String first =
        unregistered.isEmpty() ? "" : "Not registered before their runs: " + unregistered + ".";
    String second =
        uncommitted.isEmpty() ? "" : "Not committed before their runs: " + uncommitted + ".";
    String third =
        removed.isEmpty()
            ? ""
            : "Registered, but no longer in the study: " + String.join(", ", removed) + ".";
    return Stream.of(first, second, third)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** Of one study: {@link #missing(List, Collection)}. */
  static String missingOf(List<Verdict> verdicts, List<RegisteredClaim> registered) {
    return missing(verdicts, removed(registered, verdicts));
  }

  /** The ids of claims that were registered, and that none of the verdicts is about. */
  static Set<String> removed(List<RegisteredClaim> registered, List<Verdict> verdicts) {
    Set<String> removed = new LinkedHashSet<>();
    registered.forEach(each -> removed.add(each.claim()));
    for (Verdict verdict : verdicts) {
      removed.remove(verdict.claim());
      registered.stream() // if it was renamed
          .filter(each -> each.sha256().equals(verdict.registration().sha256()))
          .forEach(each -> removed.remove(each.claim()));
    }
    return removed;
  }

  /** The registered versions, for provenance: {@code C1 at commit 12ce6…, SHA-256 9f86d…}. */
  static String provenance(List<Verdict> verdicts) {
    return verdicts.stream()
        .filter(verdict -> !verdict.registration().sha256().isEmpty())
        .map(
            verdict ->
                "%s at %s, SHA-256 %s"
                    .formatted(
                        verdict.claim(),
                        commit(verdict.registration(), Integer.MAX_VALUE),
                        verdict.registration().sha256()))
        .collect(Collectors.joining("; "));
  }

  private static String commit(Registration registration, int length) {
    String commit = registration.commit();
    return commit.isEmpty()
        ? "no commit"
        : "commit " + commit.substring(0, Math.min(length, commit.length()));
  }

  private static String claims(List<Verdict> verdicts, Predicate<Registration> which) {
    return verdicts.stream()
        .filter(verdict -> which.test(verdict.registration()))
        .map(Verdict::claim)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
