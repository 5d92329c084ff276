package io.seqlab.config.task;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The descriptor of a dataset: splits, files with their hashes, and licence. */
public record DatasetSpec(
    @Doc("Name by which studies refer to the dataset") String name,
    @Doc("Description in one sentence") String description,
    @Doc("Licence or terms of use, as far as known") String licence,
    @Doc("Home page, or the paper to cite") String homepage,
    @Doc("Files of each split") Map<String, Split> splits,
    @Doc("All files, by path relative to the data folder") Map<String, RemoteFile> files) {

  public DatasetSpec {
    require(!splits.isEmpty(), "splits", "a dataset needs at least one split");
    for (String path : files.keySet()) {
      require(
          path.matches("[^/\\\\:]+(/[^/\\\\:]+)*") && !List.of(path.split("/", -1)).contains(".."),
          "files",
          "'%s' must be a path relative to the data folder, such as name/train.txt",
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

  /** The text of a split: a file for each language, or one file with a column for each. */
  public record Split(
      @Doc("File of each language, with one sentence per line") @Default("{}")
          Map<String, String> files,
      @Doc("Tab-separated file with a column for each language, instead of files") @Default("null")
          Optional<String> tsv,
      @Doc("Column of each language in the tsv file, from 1") @Default("{}")
          Map<String, Integer> columns) {
    public Split {
      require(
          files.isEmpty() == tsv.isPresent(),
          "files",
          "a split requires either files, or tsv and columns");
      require(
          tsv.isPresent() == !columns.isEmpty(), "columns", "set both columns and tsv, or neither");
      for (Map.Entry<String, Integer> column : columns.entrySet()) {
        require(column.getValue() >= 1, "columns", "columns start at 1, not %d", column.getValue());
      }
    }

    /** Paths of all files of the split. */
    Collection<String> paths() {
      return tsv.<Collection<String>>map(List::of).orElse(files.values());
    }
  }

  /** A file and its hash. */
  public record RemoteFile(
      @Doc("SHA-256 of the file, in hexadecimal") String sha256,
      @Doc("Download URL; null if unknown") @Default("null") Optional<String> address,
      @Doc("Size of the file in bytes; a longer download is refused; null allows 4 GiB")
          @Default("null")
          Optional<Long> bytes) {
    public RemoteFile {
      require(
          sha256.matches("[0-9a-f]{64}"),
          "sha256",
          "a SHA-256 must be 64 hexadecimal digits in lower case, not '%s'",
          sha256);
      require(
          address.orElse("https://").startsWith("https://"),
          "address",
          "an address must start with https://, not '%s'",
          address.orElse(""));
      require(bytes.orElse(1L) > 0, "bytes", "bytes must be above 0, not %d", bytes.orElse(1L));
    }
  }
}
