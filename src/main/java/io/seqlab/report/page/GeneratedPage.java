package io.seqlab.report.page;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.storage.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A page over all experiments of a folder, which a command replaces each time it runs. Its first
 * line names the command, so that a file of the user is never replaced.
 *
 * @param name of the file
 * @param command that writes it, without {@code seqlab}
 * @param contents what the page is, for the message
 */
record GeneratedPage(String name, String command, String contents) {
  /** The first line. */
  String mark() {
    return "<!-- Written by seqlab %s, which replaces this file. -->".formatted(command);
  }

  /**
   * Requires that the file is missing or was written by the command.
   *
   * @throws ConfigException if not; names the file and what to do
   */
  void requireReplaceable(Path folder) throws IOException {
    Path page = folder.resolve(name);
    if (Files.exists(page, LinkOption.NOFOLLOW_LINKS) && !isWrittenByThis(page)) {
      throw new ConfigException(
          "%s was not written by seqlab %s and is unchanged: its first line is not '%s'. Move it away to get %s"
              .formatted(page, command, mark(), contents));
    }
  }

  /** Writes the file, if it may be replaced. */
  void write(Path folder, String text) throws IOException {
    requireReplaceable(folder);
    AtomicFile.write(folder.resolve(name), text);
  }

  private boolean isWrittenByThis(Path page) throws IOException {
    if (!Files.isRegularFile(page, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    String text = Files.readString(page, StandardCharsets.ISO_8859_1); // reads every file
    return text.lines().findFirst().filter(mark()::equals).isPresent();
  }
}
