package io.seqlab.study.run;

import io.seqlab.result.record.RunKey;
import java.io.IOException;
import java.nio.file.Path;

/** The {@code run.json} of a run is damaged or of another version; other runs are unaffected. */
public final class UnreadableRunException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableRunException(Path folder, RunKey run, String reason, Throwable cause) {
    super(
        "%s is damaged or of another version (%s); the run is left as it is; restore the file, or repeat the run: seqlab run STUDY.yaml --fresh --only '%s'"
            .formatted(folder.resolve("run.json"), reason, run.filter()),
        cause);
  }
}
