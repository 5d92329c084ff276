package io.seqlab.result.file;

import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.storage.AtomicFile;
import io.seqlab.storage.LeasedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * {@code manifest.txt} of an experiment folder: the files outside {@code runs} that SeqLab writes,
 * one path relative to the folder a line, sorted. Only listed files are ever deleted.
 *
 * @param folder of the experiment
 * @param fixed names that SeqLab writes in every experiment: listed in a folder of an earlier
 *     version, which has no manifest, if they exist
 */
record Manifest(Path folder, List<String> fixed) {
  private static final String NAME = "manifest.txt";

  /** Lists files, before they are written. */
  void add(Collection<String> names) throws IOException {
    SortedSet<String> listed = read();
    if (listed.addAll(names)) {
      write(listed);
    }
  }

  /** Whether SeqLab wrote a file of this name. */
  boolean has(String name) throws IOException {
    return read().contains(name);
  }

  /** Whether a file that SeqLab wrote is missing. */
  boolean lacks(String name) throws IOException {
    return has(name) && Files.notExists(folder.resolve(name));
  }

  /** Deletes the listed files that are outdated, and removes them from the list. */
  void delete(Predicate<String> outdated) throws IOException {
    SortedSet<String> listed = read();
    List<String> names = listed.stream().filter(outdated).toList();
    for (String name : names) {
      delete(Path.of(name));
      listed.remove(name);
    }
    if (!names.isEmpty()) {
      write(listed);
    }
  }

  /** Deletes a file or a link, but nothing that lies behind a link, and no folder. */
  private void delete(Path name) throws IOException {
    for (int depth = 1; depth < name.getNameCount(); depth++) {
      if (Files.isSymbolicLink(folder.resolve(name.subpath(0, depth)))) {
        return;
      }
    }
    Path file = folder.resolve(name);
    if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      LeasedFiles.delete(file);
    }
  }

  private SortedSet<String> read() throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return fixed.stream()
          .filter(name -> Files.exists(folder.resolve(name)))
          .collect(Collectors.toCollection(TreeSet::new));
    }
    SortedSet<String> names = new TreeSet<>(Utf8Files.read(file).lines().toList());
    for (String name : names) {
      if (!isBelowFolder(name)) {
        throw new CorruptFileException(file, "'" + name + "' is not a file of the folder");
      }
    }
    return names;
  }

  private static boolean isBelowFolder(String name) {
    try {
      Path path = Path.of(name);
      return !name.isEmpty()
          && !path.isAbsolute()
          && path.equals(path.normalize())
          && !path.startsWith("..");
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private void write(SortedSet<String> names) throws IOException {
    AtomicFile.write(folder.resolve(NAME), String.join("\n", names) + "\n");
  }
}
