package io.seqlab.study.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ElementLogTest {
  private static final String START = ElementLog.START + "n1\n";

  @Test
  void theLastLineOfTheWorkerCounts() {
    assertThat(
            ElementLog.of(START + "warning\nno such folder\n\nslurmstepd: error: CANCELLED AT 3"))
        .isEqualTo(new ElementLog("no such folder", false));
    assertThat(ElementLog.of("")).isEqualTo(new ElementLog("", false));
    assertThat(ElementLog.of(START)).isEqualTo(new ElementLog("", false));
    assertThat(ElementLog.of("no module java")).isEqualTo(new ElementLog("no module java", false));
    assertThat(ElementLog.of("x".repeat(1000)).lastLine()).hasSize(301);
  }

  @Test
  void onlyTheLatestStartCounts() {
    String killed = START + "slurmstepd: error: Step 1.0 exceeded memory limit, being killed\n";
    assertThat(ElementLog.of(killed).outOfMemory()).isTrue();
    assertThat(ElementLog.of(killed + START + "disk full"))
        .isEqualTo(new ElementLog("disk full", false));
    assertThat(ElementLog.of(START + killed).outOfMemory()).isTrue();
    assertThat(ElementLog.of(START + "java.lang.OutOfMemoryError: Java heap space").outOfMemory())
        .isTrue();
  }
}
