package io.seqlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher script, with stubs of java, jar and mvn that record their calls. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {
  private static final String JAVA =
      """
      #!/bin/sh
      case "$*" in
        *showSettings*) echo '    java.specification.version = 17' >&2 ;;
        *+Typo*) printf "Unrecognized VM option 'Typo'\nError: Could not create the Java Virtual Machine.\n" >&2; exit 1 ;;
        *-version) ;;
        *--options*) echo "$LC_ALL $*" ;;
        *--streams*) [ -e /dev/fd/0 ] && [ -e /dev/fd/1 ] && [ -e /dev/fd/2 ] && ! cat && ! echo . ;;
        *) for last; do :; done; echo "ran with $last" ;;
      esac
      """;

  private static final String JAR = "#!/bin/sh\ntouch \"$4\"\n";

  private static final String MAVEN =
      """
      #!/bin/sh
      echo built >> "$BUILDS"
      sleep 0.2
      mkdir -p "$HOME_OF_TEST/target/classes"
      : > "$HOME_OF_TEST/target/a.jar"
      echo "$HOME_OF_TEST/target/a.jar" > "$HOME_OF_TEST/target/classpath"
      """;

  @TempDir private Path folder;
  private Path home;
  private Path tools;
  private Path builds;

  private record Result(int exit, String text) {}

  @BeforeEach
  void createInstallation() throws IOException {
    home = Files.createDirectories(folder.resolve("a folder/seq lab"));
    tools = Files.createDirectories(folder.resolve("tools"));
    builds = Files.createFile(folder.resolve("builds"));
    Files.createDirectories(home.resolve("src/main"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.copy(Path.of("seqlab"), home.resolve("seqlab"));
    tool("java", JAVA);
    tool("jar", JAR);
    tool("mvn", MAVEN);
  }

  private void tool(String name, String script) throws IOException {
    Path file = Files.writeString(tools.resolve(name), script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process start(Path launcher) throws IOException {
    return start(Map.of(), launcher.toString(), "--help");
  }

  private Process start(Map<String, String> environment, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    for (String name : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "SEQLAB_JAVA_OPTS")) {
      builder.environment().remove(name);
    }
    builder.environment().putAll(environment);
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
    builder.environment().put("BUILDS", builds.toString());
    builder.environment().put("HOME_OF_TEST", home.toString());
    return builder.directory(folder.toFile()).redirectErrorStream(true).start();
  }

  private static Result await(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), text);
  }

  private Result run() throws IOException, InterruptedException {
    return await(start(home.resolve("seqlab")));
  }

  private int builds() throws IOException {
    return Files.readAllLines(builds).size();
  }

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
  void concurrentLaunchersBuildOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(start(home.resolve("seqlab")));
    }
    for (Process process : processes) {
      assertThat(await(process).text()).endsWith("ran with --help\n");
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void removesTheLockOfADeadLauncher() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createDirectories(home.resolve("target"));
    Files.createSymbolicLink(
        home.resolve("target/launcher-lock"), Path.of(String.valueOf(gone.pid())));
    assertThat(run().text()).endsWith("ran with --help\n");
    assertThat(Files.isSymbolicLink(home.resolve("target/launcher-lock"))).isFalse();
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
}
