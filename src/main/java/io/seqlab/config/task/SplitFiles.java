package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.AsList;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.Shorthand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The text of one split: two parallel files, one tab-separated file, one file of JSON lines, or a
 * split of the dataset. Paths are relative to the folder in SEQLAB_DATA, then to the working
 * directory, then to datasets/cache. Files whose name ends in .gz are decompressed. A name with *
 * or ? stands for all files that match, in the order of their names.
 */
@Shorthand("split")
public record SplitFiles(
    @Doc("File of source sentences, one per line") @Default("null") Optional<String> source,
    @Doc("File of target sentences, one per line") @Default("null") Optional<String> target,
    @Doc("Tab-separated file with source and target columns, instead of source and target files")
        @Default("null")
        Optional<String> tsv,
    @Doc("Columns of source and target in the tsv file, from 1") @Default("[1, 2]") Columns columns,
    @Doc(
            "File of JSON objects, one per line, instead of source and target files; a target may be a list of references")
        @Default("null")
        Optional<String> jsonl,
    @Doc(
            "Keys of source and target in the jsonl file; a dot leads into a nested object, as in translation.de")
        @Default("[source, target]")
        Keys keys,
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

  /** Keys of source and target in a JSON object. */
  @AsList
  public record Keys(String source, String target) {
    public Keys {
      require(!source.isEmpty(), "source", "the key of the source is empty");
      require(!target.isEmpty(), "target", "the key of the target is empty");
    }
  }

  public SplitFiles {
    require(
        source.isPresent() == target.isPresent(),
        source.isPresent() ? "target" : "source",
        "set both source and target, or neither");
    long forms = Stream.of(source, tsv, jsonl, split).filter(Optional::isPresent).count();
    require(
        forms == 1, "source", "give exactly one of: source and target files, tsv, jsonl, split");
    Require.positive("limit", limit.orElse(1));
  }

  /** The names of the files as written; none for a split of the dataset. */
  public List<String> files() {
    return Stream.of(tsv, jsonl, source, target).flatMap(Optional::stream).toList();
  }

  /** As text: {@code train.src and train.tgt}, {@code pairs.tsv}, or {@code split train}. */
  public String describe() {
    return tsv.or(() -> jsonl)
        .or(() -> split.map(name -> "split " + name))
        .orElseGet(() -> source.orElseThrow() + " and " + target.orElseThrow());
  }
}
