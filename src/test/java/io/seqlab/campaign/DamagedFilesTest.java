package io.seqlab.campaign;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files are named, or do not change results. */
@Tag("slow")
class DamagedFilesTest {
  @TempDir private Path home;

  @Test
  void namedOrHarmless() throws Exception {
    DamagedFiles damaged = new DamagedFiles(TinyStudy.in(home, SeqlabCommand.built()));
    Campaign.require("damaged files", 40, damaged.cases());
  }
}
