package io.seqlab.campaign;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The launcher script beside a build that it takes for fresh, so that it does not call Maven. */
record LauncherHome(Path folder) {

  static LauncherHome create(Path folder, SeqlabCommand seqlab) throws IOException {
    Path target = Files.createDirectories(folder.resolve("target"));
    Files.createDirectories(folder.resolve("src/main"));
    Files.writeString(folder.resolve("pom.xml"), "<project/>");
    Files.copy(
        Path.of("seqlab"),
        folder.resolve("seqlab"),
        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(target.resolve("classpath"), seqlab.classPath());
    try (OutputStream out = Files.newOutputStream(target.resolve("launcher.jar"))) {
      new JarOutputStream(out, new java.util.jar.Manifest()).close();
    }
    Files.writeString(target.resolve("launcher-stamp"), java() + "\n");
    return new LauncherHome(folder);
  }

  private static String java() {
    return System.getProperty("java.home") + "/bin/java";
  }

  Path script() {
    return folder.resolve("seqlab");
  }

  /** Environment variables with which the launcher finds the Java of this process. */
  static Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return environment;
  }

  /** The words of a shell command, where {@code "$@"} is the launcher with arguments. */
  List<String> shell(String command, String... arguments) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", command, "sh", script().toString()));
    Stream.of(arguments).forEach(words::add);
    return words;
  }
}
