package io.seqlab.study.slurm;

import io.seqlab.study.worker.ElementLog;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The script of a job array: each element becomes a worker for the runs of its folder. */
final class JobScript {
  /** EX_UNAVAILABLE of sysexits.h. */
  private static final int UNAVAILABLE = 69;

  private JobScript() {}

  /**
   * The script.
   *
   * @param folder absolute, of the submission
   * @param setup lines of the site
   * @param worker command, whose first word is the java of this machine
   */
  static String of(Path folder, List<String> setup, List<String> worker) {
    String arguments =
        worker.stream().skip(1).map(JobScript::quote).collect(Collectors.joining(" "));
    return """
        #!/bin/bash
        # Submitted by seqlab run --on slurm. An element of the array executes the runs of its folder.
        echo "%s$(hostname), $(date)"
        %s
        element=%s/$SLURM_ARRAY_TASK_ID
        if [ ! -r "$element/requests.jsonl" ]; then
          echo "the node $(hostname) does not see $element: experiment and SeqLab must be in a folder that all nodes share" >&2
          exit %d
        fi
        java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java") || java=%s
        if [ ! -x "$java" ]; then
          echo "the node $(hostname) has no Java; add a line such as 'module load java' to setup: of the site file" >&2
          exit %d
        fi
        # Replaces the shell, so that signals of the scheduler reach the worker.
        exec "$java" %s "$element"
        """
        .formatted(
            ElementLog.START,
            String.join("\n", setup),
            quote(folder.toString()),
            UNAVAILABLE,
            quote(worker.get(0)),
            UNAVAILABLE,
            arguments);
  }

  private static String quote(String word) {
    return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
