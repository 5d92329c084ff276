package io.seqlab.study.slurm;

import io.seqlab.result.delimited.CorruptFileException;
import io.seqlab.result.file.Json;
import io.seqlab.storage.AtomicFile;
import io.seqlab.study.worker.ElementFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a job array: {@code runs/.slurm/<number>/} with {@code submission.json}, {@code
 * job.sh}, and a folder for each element.
 */
record SubmissionFolder(Path path) {
  private static final String PARENT = "runs/.slurm";
  private static final String FILE = "submission.json";
  private static final String SCRIPT = "job.sh";

  /** The folder of all submissions of an experiment. */
  static Path parent(Path experiment) {
    return experiment.resolve(PARENT);
  }

  /** The folder whose lease a watching command holds, of an experiment. */
  static Path watcher(Path experiment) {
    return parent(experiment).resolve("watcher");
  }

  /** The submissions of an experiment, in order. */
  static List<SubmissionFolder> all(Path experiment) throws IOException {
    Path parent = parent(experiment);
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(parent)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[1-9][0-9]{0,8}"))
          .map(SubmissionFolder::new)
          .sorted((a, b) -> Integer.compare(a.number(), b.number()))
          .toList();
    }
  }

  /** Creates the folder of the next submission, which no other process has. */
  static SubmissionFolder create(Path experiment) throws IOException {
    List<SubmissionFolder> all = all(experiment);
    int next = all.isEmpty() ? 1 : all.get(all.size() - 1).number() + 1;
    while (true) {
      Path folder = parent(experiment).resolve(String.valueOf(next));
      try {
        return new SubmissionFolder(Files.createDirectory(folder));
      } catch (FileAlreadyExistsException e) {
        next++;
      }
    }
  }

  private int number() {
    return Integer.parseInt(path.getFileName().toString());
  }

  Path script() {
    return path.resolve(SCRIPT);
  }

  ElementFiles element(int index) {
    return new ElementFiles(path.resolve(String.valueOf(index)));
  }

  void write(Submission submission) throws IOException {
    AtomicFile.write(path.resolve(FILE), Json.line(submission) + "\n");
  }

  /** The submissions of an experiment with their folders; damaged ones are left out. */
  static List<Stored> read(Path experiment) throws IOException {
    List<Stored> stored = new ArrayList<>();
    for (SubmissionFolder folder : all(experiment)) {
      Path file = folder.path.resolve(FILE);
      if (Files.exists(file)) {
        try {
          String text = Files.readString(file);
          stored.add(
              new Stored(folder, Json.parseMessage(file.toString(), text, Submission.class)));
        } catch (CorruptFileException e) {
          // Its runs are submitted again; their leases keep two workers apart.
        }
      }
    }
    return stored;
  }

  /** A submission and its files. */
  record Stored(SubmissionFolder folder, Submission submission) {}
}
