package io.seqlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher script. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest extends LauncherFixture {
  /** Makes the build an hour old and the sources two. */
  private void ageBuild() throws IOException {
    Files.setLastModifiedTime(
        home.resolve("target/launcher-stamp"), FileTime.from(Instant.now().minusSeconds(3600)));
    for (Path source : List.of(home.resolve("src/main"), home.resolve("pom.xml"))) {
      Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(7200)));
    }
  }

  @Test
  void buildsOnFirstUseAndNotAgain() throws Exception {
    assertThat(run()).isEqualTo(new Result(0, "Building SeqLab (first use)…\nran with --help\n"));
    ageBuild();
    assertThat(run()).isEqualTo(new Result(0, "ran with --help\n"));
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void buildsAgainWhenASourceChanged() throws Exception {
    run();
    ageBuild();
    Files.writeString(home.resolve("src/main/New.java"), "");
    assertThat(run().text()).startsWith("Building SeqLab (its sources changed)…\n");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void buildsAgainWhenALibraryIsMissing() throws Exception {
    run();
    ageBuild();
    Files.delete(home.resolve("target/a.jar"));
    assertThat(run().text()).startsWith("Building SeqLab (its libraries are missing)…\n");
    assertThat(run().text()).isEqualTo("ran with --help\n");
  }

  @Test
  void worksThroughASymbolicLink() throws Exception {
    Path link =
        Files.createSymbolicLink(tools.resolve("link"), Path.of("../a folder/seq lab/seqlab"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), link);
    assertThat(await(start(second)).text()).endsWith("ran with --help\n");
  }

  @Test
  void showsMavenErrorsOfAFailedBuild() throws Exception {
    tool("mvn", "#!/bin/sh\necho '[INFO] fine so far'\necho '[ERROR] no such thing'\nexit 1\n");
    Result result = run();
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.text())
        .contains("[ERROR] no such thing", "the build failed")
        .doesNotContain("fine so far");
    assertThat(run().text()).contains("first use");
  }

  @Test
  void namesTheFolderThatItCannotWrite() throws Exception {
    Path target = Files.createFile(home.resolve("target"));
    assertThat(run()).isEqualTo(new Result(2, "seqlab: cannot write to " + target + "\n"));
  }

  @Test
  void rejectsAnOldJava() throws Exception {
    tool("java", JAVA.replace("= 17", "= 11"));
    Result result = run();
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.text()).contains("is Java 11; SeqLab requires a JDK 17 or newer");
    assertThat(builds()).isZero();
  }

  /** The options that Java gets, after its locale. */
  private String options(Map<String, String> environment) throws Exception {
    run(); // builds
    Result result = await(start(environment, home.resolve("seqlab").toString(), "--options"));
    assertThat(result.exit()).as(result.text()).isZero();
    return result.text();
  }

  @Test
  void optionsOfTheUserReplaceThoseThatJavaWouldRejectBesideThem() throws Exception {
    assertThat(options(Map.of())).contains(" -XX:+UseSerialGC ", " -Xms32m ");
    assertThat(options(Map.of("SEQLAB_JAVA_OPTS", "-XX:+UseG1GC -Da=*")))
        .contains(" -XX:+UseG1GC -Da=* ", " -Xms32m ")
        .doesNotContain("UseSerialGC");
    assertThat(options(Map.of("SEQLAB_JAVA_OPTS", "-Xmx16m")))
        .contains(" -XX:+UseSerialGC ", " -Xmx16m ")
        .doesNotContain("-Xms");
    assertThat(options(Map.of("JDK_JAVA_OPTIONS", "-XX:+UseG1GC"))).doesNotContain("UseSerialGC");
  }

  @Test
  void bothLaunchersSetTheSameProperties() throws IOException {
    assertThat(properties("seqlab.cmd")).isEqualTo(properties("seqlab"));
  }

  private static Set<String> properties(String launcher) throws IOException {
    return Pattern.compile("-Dseqlab[.a-z]+")
        .matcher(Files.readString(Path.of(launcher)))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  @Test
  void rejectedOptionsAreNamed() throws Exception {
    Map<String, String> typo = Map.of("SEQLAB_JAVA_OPTS", "-XX:+Typo");
    run(); // builds
    assertThat(await(start(typo, home.resolve("seqlab").toString(), "--help")))
        .isEqualTo(
            new Result(
                2,
                "seqlab: Java does not start with the options in SEQLAB_JAVA_OPTS: Unrecognized VM"
                    + " option 'Typo'; correct or unset them\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xx_YY.UTF-8", "de_DE@euro", "C", "en_US.ISO-8859-1"})
  void fileNamesAreUtf8InEveryLocale(String locale) throws Exception {
    assertThat(options(Map.of("LC_ALL", locale))).startsWith("C.UTF-8 ");
  }

  /** Java would read such bytes as U+FFFD, and so open or create another file. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'%s' check \"$latin1/s.yaml\" # an argument",
        "SEQLAB_DATA=/data/$latin1 '%s' --help # SEQLAB_DATA",
        "mkdir $latin1; cd $latin1; '%s' --help # the current folder",
      })
  void namesThatAreNotUtf8AreNamed(String command) throws Exception {
    run(); // builds
    String shell = "latin1=$(printf 'caf\\351'); " + command.formatted(home.resolve("seqlab"));
    Result result = await(start(Map.of(), "sh", "-c", shell));
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.text())
        .startsWith("seqlab: " + command.replaceFirst(".*# ", "") + " is not UTF-8: ")
        .contains("caf?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Größe 你.yaml", "\uFFFD", "a\nb\t\u001b"})
  void namesInUtf8AreAccepted(String name) throws Exception {
    run(); // builds
    assertThat(await(start(Map.of(), home.resolve("seqlab").toString(), name)))
        .isEqualTo(new Result(0, "ran with " + name + "\n"));
  }

  @Test
  void closedStreamsAreNotGivenToFiles() throws Exception {
    run(); // builds
    String command = "'%s' --streams <&- >&- 2>&-".formatted(home.resolve("seqlab"));
    assertThat(await(start(Map.of(), "sh", "-c", command)).exit()).isZero();
  }

  @Test
  void aDeletedCurrentFolderIsNamed() throws Exception {
    String command = "mkdir gone && cd gone && rmdir ../gone && '%s' --help";
    Process process = start(Map.of(), "sh", "-c", command.formatted(home.resolve("seqlab")));
    Result result = await(process); // the shell may complain first
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.text())
        .endsWith("seqlab: the current folder has been deleted; change to another\n");
  }

  /** Java separates the entries of a class path by colons. */
  @Test
  void aFolderWithAColonIsNamed() throws Exception {
    Path colon = Files.createDirectories(folder.resolve("a:b"));
    Path launcher = Files.copy(home.resolve("seqlab"), colon.resolve("seqlab"));
    Result result = await(start(launcher));
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.text())
        .startsWith("seqlab: the folder of SeqLab, ")
        .endsWith(
            "a:b, has a colon, which separates class paths; move or rename it, or clone SeqLab elsewhere\n");
    assertThat(builds()).isZero();
  }

  /** DJL would fail with another engine or version, or use the network. */
  @ParameterizedTest
  @ValueSource(
      strings = {"DJL_DEFAULT_ENGINE", "PYTORCH_VERSION", "DJL_OFFLINE", "OPT_OUT_TRACKING"})
  void variablesOfDjlAreNotPassedOn(String name) throws Exception {
    run(); // builds
    Result result = await(start(Map.of(name, "x"), home.resolve("seqlab").toString(), "--env"));
    assertThat(result.exit()).isZero();
    assertThat(result.text()).doesNotContain(name + "=");
  }
}
