package io.seqlab.study.judge;

import io.seqlab.result.record.DataDigests;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How the data of some runs differ from those of earlier ones, by their digests. */
final class DataChanges {
  private static final int SHORT_DIGEST = 10;

  private DataChanges() {}

  /** The splits that differ, one a line: {@code data.train: 5830c4a89f → 0b1d9be33e}. */
  static List<String> of(List<DataDigests> earlier, List<DataDigests> present) {
    List<String> changes = new ArrayList<>();
    add(changes, "train", earlier, present, DataDigests::train);
    add(changes, "valid", earlier, present, DataDigests::valid);
    add(changes, "test", earlier, present, DataDigests::test);
    return changes;
  }

  /** Either may be of fewer runs, and so have fewer digests: a change is that each has others. */
  private static void add(
      List<String> changes,
      String split,
      List<DataDigests> earlier,
      List<DataDigests> present,
      Function<DataDigests, String> digest) {
    List<String> before = earlier.stream().map(digest).toList();
    List<String> now = present.stream().map(digest).toList();
    List<String> gone = before.stream().filter(each -> !now.contains(each)).toList();
    List<String> added = now.stream().filter(each -> !before.contains(each)).toList();
    if (!gone.isEmpty() && !added.isEmpty()) {
      changes.add("data.%s: %s → %s".formatted(split, start(gone), start(added)));
    }
  }

  private static String start(List<String> digests) {
    return digests.get(0).substring(0, SHORT_DIGEST);
  }
}
