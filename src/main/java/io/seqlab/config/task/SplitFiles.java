package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.AsList;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Shorthand;
import java.util.Optional;

/**
 * The text of one split: two parallel files, one tab-separated file, or a split of the dataset.
 * Paths are relative to the folder that SEQLAB_DATA names, else to the working folder; a name that
 * ends in .gz is read through gzip.
 */
@Shorthand("split")
public record SplitFiles(
    @Doc("File of source sentences, one a line") @Default("null") Optional<String> source,
    @Doc("File of target sentences, one a line") @Default("null") Optional<String> target,
    @Doc("One file, source and target in columns parted by tabs, in place of source and target")
        @Default("null")
        Optional<String> tsv,
    @Doc("Columns of source and target in the tsv file, counted from 1") @Default("[1, 2]")
        Columns columns,
    @Doc("Name of a split of the dataset, in place of files") @Default("null")
        Optional<String> split,
    @Doc("Use only the first so many pairs") @Default("null") Optional<Integer> limit) {

  /** Where source and target stand in a row, counted from 1. */
  @AsList
  public record Columns(int source, int target) {
    public Columns {
      require(source >= 1, "source", "columns are counted from 1, not %d", source);
      require(target >= 1, "target", "columns are counted from 1, not %d", target);
    }
  }

  public SplitFiles {
    require(
        source.isPresent() == target.isPresent(),
        source.isPresent() ? "target" : "source",
        "source and target files go together");
    int ways =
        (source.isPresent() ? 1 : 0) + (tsv.isPresent() ? 1 : 0) + (split.isPresent() ? 1 : 0);
    require(
        ways == 1, "source", "give source and target files, or tsv, or split: one of the three");
    require(limit.orElse(1) >= 1, "limit", "limit must be at least 1, not %d", limit.orElse(1));
  }
}
