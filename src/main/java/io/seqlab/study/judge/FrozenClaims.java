package io.seqlab.study.judge;

import io.seqlab.config.ClaimScope;
import io.seqlab.config.StudySpec;
import io.seqlab.config.yaml.ClaimVersion;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.RegistrationFile;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.record.RunKey;
import io.seqlab.result.record.Verdict;
import io.seqlab.result.registration.RegisteredClaim;
import io.seqlab.result.registration.Registration;
import io.seqlab.result.registration.Registration.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the claims of a study, as they are judged, with the versions that were registered before
 * their runs began.
 *
 * @param registered all registered versions, oldest first
 * @param data of the present runs
 */
record FrozenClaims(
    StudySpec study, List<RegisteredClaim> registered, Map<RunKey, DataDigests> data) {

  /** Verdicts that tell how their claims stood when their runs began. */
  static List<Verdict> mark(StudySpec study, ExperimentFolder experiment, List<Verdict> verdicts)
      throws IOException {
    FrozenClaims frozen =
        new FrozenClaims(study, new RegistrationFile(experiment).read(), experiment.readData());
    return verdicts.stream()
        .map(verdict -> verdict.with(frozen.registration(verdict.claim())))
        .toList();
  }

  /** How the claim stood when its runs began, and whether these had the data of earlier runs. */
  Registration registration(String id) {
    Registration version = ofVersion(id);
    List<String> changes = new ArrayList<>(version.changes());
    changes.addAll(changedData(id));
    return changes.equals(version.changes())
        ? version
        : new Registration(
            version.status() == Status.FROZEN ? Status.CHANGED : version.status(),
            version.discarded() || version.status() == Status.FROZEN,
            version.sha256(),
            version.commit(),
            changes);
  }

  /**
   * The splits that differ from those of the first runs with this claim. Runs on other data are
   * refused beside them, so these were discarded.
   */
  private List<String> changedData(String id) {
    String firstId =
        original(versions(id))
            .or(() -> renamed(ClaimVersion.of(study, id)))
            .map(RegisteredClaim::claim)
            .orElse(id);
    List<DataDigests> first =
        versions(firstId).stream()
            .map(RegisteredClaim::data)
            .filter(digests -> !digests.isEmpty())
            .findFirst()
            .orElse(List.of());
    Set<String> models =
        study.claims().stream()
            .filter(claim -> claim.id().equals(id))
            .flatMap(claim -> new ClaimScope(study, claim).models().stream())
            .collect(Collectors.toSet());
    List<DataDigests> present =
        data.entrySet().stream()
            .filter(run -> models.contains(run.getKey().model()) && run.getValue().known())
            .map(Map.Entry::getValue)
            .toList();
    return DataChanges.of(first, present);
  }

  private Registration ofVersion(String id) {
    ClaimVersion judged = ClaimVersion.of(study, id);
    List<RegisteredClaim> versions = versions(id);
    Optional<RegisteredClaim> original = original(versions).or(() -> renamed(judged));
    Optional<RegisteredClaim> ofPresentRuns = last(versions.stream());
    boolean discarded =
        ofPresentRuns.isPresent()
            && !ofPresentRuns.equals(original)
            && changes(ofPresentRuns.get(), judged).isEmpty();
    if (original.isPresent()) {
      List<String> changes = changes(original.get(), judged);
      return of(
          changes.isEmpty() ? Status.FROZEN : Status.CHANGED,
          discarded && !changes.isEmpty(),
          original.get(),
          changes);
    } else if (ofPresentRuns.isPresent()) {
      List<String> changes = changes(ofPresentRuns.get(), judged);
      return of(
          changes.isEmpty() ? Status.ADDED : Status.CHANGED,
          discarded,
          ofPresentRuns.get(),
          changes);
    }
    boolean others = registered.stream().anyMatch(RegisteredClaim::beforeRuns);
    List<String> since = versions.isEmpty() ? List.of() : changes(versions.get(0), judged);
    return new Registration(others ? Status.ADDED : Status.UNREGISTERED, false, "", "", since);
  }

  private List<RegisteredClaim> versions(String id) {
    return registered.stream().filter(each -> each.claim().equals(id)).toList();
  }

  /** The version registered last before any runs began, the discarded ones included. */
  private static Optional<RegisteredClaim> original(List<RegisteredClaim> versions) {
    return last(versions.stream().takeWhile(RegisteredClaim::beforeRuns));
  }

  private static Optional<RegisteredClaim> last(Stream<RegisteredClaim> versions) {
    return versions.filter(RegisteredClaim::beforeRuns).reduce((earlier, later) -> later);
  }

  /** The original of a claim that the study no longer has, and that differs in its id alone. */
  private Optional<RegisteredClaim> renamed(ClaimVersion judged) {
    return removed().stream()
        .map(id -> original(versions(id)))
        .flatMap(Optional::stream)
        .filter(
            each -> changes(each, judged).stream().allMatch(line -> line.startsWith("claim.id:")))
        .findFirst();
  }

  private Set<String> removed() {
    Set<String> removed = new LinkedHashSet<>();
    registered.forEach(each -> removed.add(each.claim()));
    study.claims().forEach(claim -> removed.remove(claim.id()));
    return removed;
  }

  private static List<String> changes(RegisteredClaim registered, ClaimVersion judged) {
    return new ClaimVersion(registered.version()).changesTo(judged);
  }

  private static Registration of(
      Status status, boolean discarded, RegisteredClaim version, List<String> changes) {
    String commit = version.source().committed() ? version.source().commit() : "";
    return new Registration(status, discarded, version.sha256(), commit, changes);
  }
}
