package io.seqlab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a folder, with stubs of java, jar and mvn that record their calls. */
abstract class LauncherFixture {
  static final String JAVA =
      """
      #!/bin/sh
      case "$*" in
        *showSettings*) echo '    java.specification.version = 17' >&2 ;;
        *+Typo*) printf "Unrecognized VM option 'Typo'\nError: Could not create the Java Virtual Machine.\n" >&2; exit 1 ;;
        *-version) ;;
        *--env*) env ;;
        *--options*) echo "$LC_ALL $*" ;;
        *--streams*) [ -e /dev/fd/0 ] && [ -e /dev/fd/1 ] && [ -e /dev/fd/2 ] && ! cat && ! echo . ;;
        *) for last; do :; done; echo "ran with $last" ;;
      esac
      """;

  private static final String JAR = "#!/bin/sh\ntouch \"$4\"\n";

  static final String MAVEN =
      """
      #!/bin/sh
      echo built >> "$BUILDS"
      sleep 0.2
      mkdir -p "$HOME_OF_TEST/target/classes"
      : > "$HOME_OF_TEST/target/a.jar"
      echo "$HOME_OF_TEST/target/a.jar" > "$HOME_OF_TEST/target/classpath"
      """;

  @TempDir Path folder;
  Path home;
  Path tools;
  Path builds;

  record Result(int exit, String text) {}

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

  void tool(String name, String script) throws IOException {
    Path file = Files.writeString(tools.resolve(name), script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Process start(Path launcher) throws IOException {
    return start(Map.of(), launcher.toString(), "--help");
  }

  Process start(Map<String, String> environment, String... command) throws IOException {
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

  static Result await(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), text);
  }

  Result run() throws IOException, InterruptedException {
    return await(start(home.resolve("seqlab")));
  }

  int builds() throws IOException {
    return Files.readAllLines(builds).size();
  }
}
