package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A corpus: its splits, its files, how to know them, and what may be done with them. */
public record DatasetSpec(
    @Doc("Name, as studies say it") String name,
    @Doc("What it is, in a sentence") String description,
    @Doc("Terms of use, as far as they are known") String licence,
    @Doc("Page of its makers, or the paper to cite") String homepage,
    @Doc("Where the text of each split stands") Map<String, Split> splits,
    @Doc("Every file, by its path below the data folder") Map<String, RemoteFile> files) {

  public DatasetSpec {
    require(!splits.isEmpty(), "splits", "a dataset needs at least one split");
    for (String path : files.keySet()) {
      require(
          path.matches("[^/\\\\:]+(/[^/\\\\:]+)*") && !List.of(path.split("/", -1)).contains(".."),
          "files",
          "'%s' is no path below the data folder, such as name/train.txt",
          path);
    }
    for (Map.Entry<String, Split> split : splits.entrySet()) {
      for (String path : split.getValue().paths()) {
        require(
            files.containsKey(path),
            "splits",
            "split %s reads %s, which files does not list; %s",
            split.getKey(),
            path,
            NearestName.hint(path, "files", files.keySet()));
      }
    }
  }

  /** The text of a split: a file for each language, or one with a column for each language. */
  public record Split(
      @Doc("File of each language, one sentence a line") @Default("{}") Map<String, String> files,
      @Doc("One file with a column for each language, parted by tabs, in place of files")
          @Default("null")
          Optional<String> tsv,
      @Doc("Column of each language in the tsv file, counted from 1") @Default("{}")
          Map<String, Integer> columns) {
    public Split {
      require(files.isEmpty() == tsv.isPresent(), "files", "give files, or tsv with columns");
      require(tsv.isPresent() == !columns.isEmpty(), "columns", "columns and tsv belong together");
      for (Map.Entry<String, Integer> column : columns.entrySet()) {
        require(
            column.getValue() >= 1,
            "columns",
            "columns are counted from 1, not %d",
            column.getValue());
      }
    }

    /** The files it reads. */
    Collection<String> paths() {
      return tsv.<Collection<String>>map(List::of).orElse(files.values());
    }
  }

  /** One file, known by its hash. */
  public record RemoteFile(
      @Doc("SHA-256 of the file, in hexadecimal") String sha256,
      @Doc("Where it can be fetched; null when no address is known") @Default("null")
          Optional<String> address) {
    public RemoteFile {
      require(
          sha256.matches("[0-9a-f]{64}"),
          "sha256",
          "a SHA-256 has 64 hexadecimal digits in lower case, not '%s'",
          sha256);
      require(
          address.orElse("https://").startsWith("https://"),
          "address",
          "an address starts with https://, not '%s'",
          address.orElse(""));
    }
  }
}
