package io.seqlab.campaign;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Hostile environments: results are the usual ones, or a message names what is wrong. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class EnvironmentFaultsTest {
  @TempDir private Path home;

  @Test
  void workOrAreNamed() throws Exception {
    EnvironmentFaults faults = new EnvironmentFaults(TinyStudy.in(home, SeqlabCommand.built()));
    Campaign.require("environments", 20, faults.cases());
  }
}
