package io.seqlab.study.judge;

import io.seqlab.config.ClaimScope;
import io.seqlab.config.StudySpec;
import io.seqlab.config.claim.ClaimSpec;
import io.seqlab.config.yaml.ClaimVersion;
import io.seqlab.result.file.ExperimentFolder;
import io.seqlab.result.file.RegistrationFile;
import io.seqlab.result.git.StudyFile;
import io.seqlab.result.record.DataDigests;
import io.seqlab.result.registration.RegisteredClaim;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;

/**
 * Registers the claims of a study in {@code registrations.json} before its runs begin, so that
 * verdicts can say what was changed afterwards. Items are only added. The caller holds the lease of
 * the folder.
 */
public record ClaimRegistry(ExperimentFolder experiment, StudySpec study, StudyFile source) {

  /** Before runs start: registers each claim whose latest registered version is another. */
  public void register() throws IOException {
    register(false);
  }

  /**
   * Before runs are discarded: also registers each claim whose runs have begun since it was
   * registered, so that they leave a trace.
   */
  public void registerBeforeDiscard() throws IOException {
    register(true);
  }

  private void register(boolean discard) throws IOException {
    if (study.claims().isEmpty()) {
      return;
    }
    RegistrationFile file = new RegistrationFile(experiment);
    NavigableMap<Path, DataDigests> begun = file.startedRuns();
    if (discard && begun.isEmpty()) {
      return;
    }
    List<RegisteredClaim> all = new ArrayList<>(file.read());
    int before = all.size();
    for (ClaimSpec claim : study.claims()) {
      RegisteredClaim now = registration(claim, begun);
      List<RegisteredClaim> earlier =
          all.stream().filter(each -> each.claim().equals(claim.id())).toList();
      if (earlier.isEmpty() || isNews(earlier.get(earlier.size() - 1), now, discard)) {
        all.add(now);
      }
    }
    if (all.size() > before) {
      file.write(all);
    }
  }

  /** Whether the version is another, or that runs have begun (or been discarded) is new. */
  private static boolean isNews(RegisteredClaim latest, RegisteredClaim now, boolean discard) {
    return !latest.sha256().equals(now.sha256())
        || (now.beforeRuns() && !latest.beforeRuns())
        || (discard && latest.beforeRuns() && !now.beforeRuns());
  }

  private RegisteredClaim registration(ClaimSpec claim, NavigableMap<Path, DataDigests> begun) {
    ClaimVersion version = ClaimVersion.of(study, claim.id());
    Set<String> models = new ClaimScope(study, claim).models();
    List<DataDigests> data =
        begun.keySet().stream().filter(run -> models.contains(model(run))).map(begun::get).toList();
    return new RegisteredClaim(
        claim.id(),
        version.sha256(),
        version.yaml(),
        Instant.now(),
        source,
        data.size(),
        data.stream().filter(DataDigests::known).distinct().toList());
  }

  /** The model of a run, by its folder {@code runs/<model>/<seed and grid>}. */
  private static String model(Path run) {
    return run.getParent().getFileName().toString();
  }
}
