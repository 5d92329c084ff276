package io.seqlab.result.record;

import java.util.ArrayList;
import java.util.List;

/**
 * SHA-256 of the examples of each split that a run trains, validates and tests on, as 64
 * hexadecimal digits; empty if unknown.
 */
public record DataDigests(String train, String valid, String test) {
  /** Identifies the value of a key that is absent in a file: {@link #UNKNOWN}. */
  public static final String ABSENT = "absent data digests";

  /** Those of a run of a version that did not write them. */
  public static final DataDigests UNKNOWN = new DataDigests("", "", "");

  public DataDigests {
    for (String digest : List.of(train, valid, test)) {
      if (!digest.matches("[0-9a-f]{64}|")) {
        throw new IllegalArgumentException("the digest of its data is '%s'".formatted(digest));
      }
    }
  }

  /** Whether the data can be compared with others. */
  public boolean known() {
    return !equals(UNKNOWN);
  }

  /** The keys of the splits that differ; not those of which one of the two is unknown. */
  public List<String> changed(DataDigests other) {
    List<String> changed = new ArrayList<>();
    add(changed, "train", train, other.train);
    add(changed, "valid", valid, other.valid);
    add(changed, "test", test, other.test);
    return changed;
  }

  private static void add(List<String> changed, String split, String one, String other) {
    if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
      changed.add(split);
    }
  }
}
