package io.seqlab.cli;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.report.Report;
import io.seqlab.result.record.AttentionMap;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder of the user for pictures of attention. Its files are never replaced. */
final class AttentionFolder {
  private static final Pattern PICTURE_OF_LINE = Pattern.compile("attention-(line-[1-9][0-9]*)-.*");

  private final String option;
  private final Path folder;

  /**
   * Creates a folder, which may be missing until the first picture.
   *
   * @param option that names the folder
   * @throws ConfigException if it cannot be a folder
   */
  AttentionFolder(String option, Path folder) {
    if (folder.toString().isBlank()) {
      throw new ConfigException(option + " is empty; name a folder, or omit it");
    }
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
      throw new ConfigException(
          "%s '%s' is not a folder; name a new folder".formatted(option, folder));
    }
    this.option = option;
    this.folder = folder;
  }

  /** The example of a line of the input, from 1. */
  static String line(int number) {
    return "line-" + number;
  }

  /**
   * Requires that there is no picture of any line of the input, as their number is not known yet.
   *
   * @throws ConfigException if there is one
   */
  void requireNoLines(String model) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher line = PICTURE_OF_LINE.matcher(file.getFileName().toString());
        if (line.matches()) {
          requireNew(model, line.group(1));
        }
      }
    }
  }

  /**
   * Requires that there is no picture of this example.
   *
   * @throws ConfigException if there is one
   */
  void requireNew(String model, String example) {
    for (Path file : Report.attentionFiles(folder, model, example)) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new ConfigException(
            "%s exists and is unchanged; rename or delete it, or choose another folder with %s DIR"
                .formatted(file, option));
      }
    }
  }

  /**
   * Draws a map of attention.
   *
   * @return the SVG
   * @throws ConfigException if there is a picture of this example
   */
  Path draw(String model, AttentionMap map) throws IOException {
    requireNew(model, map.example());
    return Report.drawAttention(folder, model, map);
  }
}
