package io.seqlab.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The campaign catches builds that were broken on purpose. */
@Tag("slow")
class BrokenBuildsTest {
  @TempDir private Path home;

  @Test
  void filesWrittenInPlace() throws Exception {
    assumeTrue(KillPoints.hasStrace(), "kills on entering a write need strace");
    SeqlabCommand broken =
        BrokenBuild.of(
            home,
            "storage/AtomicFile.java",
            Map.of(
                "folder.resolve(temporaryName())",
                "file.toAbsolutePath()",
                "CREATE_NEW, WRITE",
                "java.nio.file.StandardOpenOption.CREATE, WRITE, java.nio.file.StandardOpenOption.TRUNCATE_EXISTING",
                "deleteQuietly(temporary);",
                ""));
    requireCaught(
        "broken: files written in place",
        new KillPoints(TinyStudy.in(home, broken)).whileWriting(),
        each -> true);
  }

  @Test
  void checkpointsReadWithoutVerification() throws Exception {
    SeqlabCommand broken =
        BrokenBuild.of(
            home,
            "train/Checkpoint.java",
            Map.of("= problem(digests, file, channel);", "= Optional.empty();"));
    requireCaught(
        "broken: checkpoints not verified",
        new DamagedFiles(TinyStudy.in(home, broken)).cases(),
        each -> each.fault().endsWith("bit_flipped"));
  }

  @Test
  void stackTracesPrinted() throws Exception {
    SeqlabCommand broken =
        BrokenBuild.of(home, "cli/ErrorHandler.java", Map.of("if (debug) {", "if (true) {"));
    requireCaught(
        "broken: stack traces",
        new DamagedFiles(TinyStudy.in(home, broken)).cases(),
        each -> each.name().equals("study.yaml is reported"));
  }

  private static void requireCaught(
      String section, List<Campaign.Case> cases, Predicate<Campaign.Case> selected)
      throws Exception {
    List<Campaign.Case> some = cases.stream().filter(selected).toList();
    Map<String, String> failures = Campaign.failures(some);
    System.out.printf("%s: %d of %d cases fail%n", section, failures.size(), some.size());
    assertThat(failures).as(section).isNotEmpty();
  }
}
