package io.seqlab.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.tools.ToolProvider;

/** The build with one class compiled from a source that was broken on purpose. */
final class BrokenBuild {
  private BrokenBuild() {}

  /**
   * Compiles the broken class into a folder and puts it before the build.
   *
   * @param source of the class, below {@code src/main/java/io/seqlab}
   * @param changes of its text: what stands there, and what replaces it
   */
  static SeqlabCommand of(Path folder, String source, Map<String, String> changes)
      throws IOException {
    SeqlabCommand built = SeqlabCommand.built();
    String text = Files.readString(Path.of("src/main/java/io/seqlab").resolve(source));
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertThat(text).as("source of the build to break").contains(change.getKey());
      text = text.replace(change.getKey(), change.getValue());
    }
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Path file = Files.writeString(broken.resolve(Path.of(source).getFileName()), text);
    String[] options = {
      "-proc:none", "-nowarn", "-d", broken.toString(), "-cp", built.classPath(), file.toString()
    };
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options)).isZero();
    return new SeqlabCommand(broken + File.pathSeparator + built.classPath(), built.options());
  }
}
