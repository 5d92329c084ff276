package io.seqlab.study.slurm;

import io.seqlab.storage.AtomicFile;
import io.seqlab.storage.Sha256;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * SeqLab as it is when an array is submitted. Elements may wait for days; a build that replaces the
 * launcher's archive of classes meanwhile must not change what they execute.
 */
final class SubmittedCode {
  private static final String CLASS_PATH = "-cp";

  private SubmittedCode() {}

  /**
   * The command of a worker with a copy of the first archive of its class path, the one that builds
   * replace. A command whose class path begins with a folder of classes is unchanged.
   *
   * @param folder absolute; has one copy of each build
   */
  static List<String> keep(Path folder, List<String> command) throws IOException {
    int index = command.indexOf(CLASS_PATH) + 1;
    String classPath = command.get(index);
    String first = classPath.split(File.pathSeparator, 2)[0];
    Path archive = Path.of(first);
    if (!Files.isRegularFile(archive)) {
      return command;
    }
    byte[] content = Files.readAllBytes(archive);
    Path copy = folder.resolve("seqlab-%s.jar".formatted(Sha256.of(content).substring(0, 16)));
    if (!Files.exists(copy)) {
      AtomicFile.write(copy, out -> out.write(content));
    }
    List<String> kept = new ArrayList<>(command);
    kept.set(index, copy + classPath.substring(first.length()));
    return kept;
  }
}
