package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.AsList;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.Shorthand;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The text of one split: two parallel files, one tab-separated file, or a split of the dataset.
 * Paths are relative to the folder in SEQLAB_DATA, then to the working directory, then to
 * datasets/cache. Files whose name ends in .gz are decompressed.
 */
@Shorthand("split")
public record SplitFiles(
    @Doc("File of source sentences, one per line") @Default("null") Optional<String> source,
    @Doc("File of target sentences, one per line") @Default("null") Optional<String> target,
    @Doc("Tab-separated file with source and target columns, instead of source and target")
        @Default("null")
        Optional<String> tsv,
    @Doc("Columns of source and target in the tsv file, from 1") @Default("[1, 2]") Columns columns,
    @Doc("Split of the dataset, instead of files") @Default("null") Optional<String> split,
    @Doc("Maximum number of pairs; the first ones are used") @Default("null")
        Optional<Integer> limit) {

  /** Columns of source and target, from 1. */
  @AsList
  public record Columns(int source, int target) {
    public Columns {
      require(source >= 1, "source", "columns start at 1, not %d", source);
      require(target >= 1, "target", "columns start at 1, not %d", target);
    }
  }

  public SplitFiles {
    require(
        source.isPresent() == target.isPresent(),
        source.isPresent() ? "target" : "source",
        "set both source and target, or neither");
    long forms = Stream.of(source, tsv, split).filter(Optional::isPresent).count();
    require(forms == 1, "source", "give exactly one of: source and target files, tsv, split");
    Require.positive("limit", limit.orElse(1));
  }

  /** As text: {@code train.src and train.tgt}, {@code pairs.tsv}, or {@code split train}. */
  public String describe() {
    return tsv.or(() -> split.map(name -> "split " + name))
        .orElseGet(() -> source.orElseThrow() + " and " + target.orElseThrow());
  }
}
