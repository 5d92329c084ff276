package io.seqlab.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred kills of training, validation, decoding, probes, collecting and reporting. */
@Tag("slow")
class KillPointsTest {
  @TempDir private Path home;

  @Test
  void resultsAreThoseOfAnUninterruptedRun() throws Exception {
    assumeTrue(ProcessUse.isAvailable(), "processes left over are found in /proc");
    KillPoints kills = new KillPoints(TinyStudy.in(home, SeqlabCommand.built()));
    Campaign.require("kill points", 40, kills.cases());
    System.out.println("kill points: " + kills.hits() + " kills hit a process before its end");
    if (Campaign.isWhole()) {
      assertThat(kills.hits()).isGreaterThanOrEqualTo(100);
    }
  }
}
