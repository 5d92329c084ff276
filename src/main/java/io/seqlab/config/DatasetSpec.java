package io.seqlab.config;

import static io.seqlab.config.InvalidSpecException.require;

import java.util.Map;

/**
 * A corpus that can be fetched: its files, where they come from, how to know them, and what may be
 * done with them.
 */
public record DatasetSpec(
    @Doc("Name, as studies say it") String name,
    @Doc("What it is, in a sentence") String description,
    @Doc("Terms of use") String licence,
    @Doc("Page of its makers, or the paper to cite") String homepage,
    @Doc("Files of each split") Map<String, DatasetSplit> splits,
    @Doc("Every file, by its path below the data folder") Map<String, DatasetFile> files) {

  /**
   * Files of a split: one for each language, or a tab-separated one with a column for each
   * language.
   */
  public record DatasetSplit(
      @Doc("File of each language, or column (from 1) of each language when tsv is given")
          Map<String, String> languages,
      @Doc("The tab-separated file, if it is one") @Default("null")
          java.util.Optional<String> tsv) {}

  /** One file. */
  public record DatasetFile(
      @Doc("Where it can be fetched") String address,
      @Doc("SHA-256 of the file as fetched, in hexadecimal") String sha256) {
    public DatasetFile {
      require(
          sha256.matches("[0-9a-f]{64}"),
          "sha256",
          "a SHA-256 has 64 hexadecimal digits in lower case, not '%s'",
          sha256);
    }
  }
}
