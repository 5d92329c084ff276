package io.seqlab.result.registration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * How a claim stood when its runs began, against how it is judged now.
 *
 * @param discarded whether the runs that the claim was changed or added after were discarded by
 *     {@code --fresh}: the present ones began later
 * @param sha256 of the registered version of the claim; empty if there is none
 * @param commit git commit that holds this version; empty if it was not committed
 * @param changes from the registered version to the judged one, one a line
 */
public record Registration(
    Status status, boolean discarded, String sha256, String commit, List<String> changes) {

  /** When the judged version of a claim was registered. */
  public enum Status {
    /** Before its runs. */
    FROZEN,
    /** After its runs, but another version before them. */
    CHANGED,
    /** After its runs, or after earlier runs that were discarded; never before any. */
    ADDED,
    /** Not before its runs, and no other claim of the study either, as by versions up to 0.1. */
    UNREGISTERED;

    /** The value in JSON. */
    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Without a file of registrations. */
  public static final Registration NONE =
      new Registration(Status.UNREGISTERED, false, "", "", List.of());

  public Registration {
    changes = List.copyOf(changes);
  }
}
