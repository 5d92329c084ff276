package io.seqlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Commands that write outside an experiment keep the files that are there. */
class OutOptionTest {
  private static final String STUDY =
      """
      study: pictures
      task: {type: reverse, examples: {train: 32, valid: 4, test: 4}}
      training: {batch: {size: 16}, budget: {steps: 2}, validate_every: 2}
      decoding: {max_length: 22}
      metrics: [exact_match]
      seeds: [1]
      models:
        luong: {type: rnn, cell: gru, hidden: 8, embedding: 8, attention: luong}
        none: {type: rnn, cell: gru, hidden: 8, embedding: 8}
      """;

  @TempDir private static Path experiment;
  @TempDir private Path home;

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    SeqlabProcess.of(experiment, STUDY).finish(experiment.resolve("out"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"svg", "png"})
  void attendKeepsAFileOfTheUser(String extension) throws IOException {
    Path mine = Files.writeString(home.resolve("attention-sentence-luong." + extension), "mine");
    assertThat(attend("--out", home.toString())).contains(mine + " exists and is unchanged");
    assertThat(home).isDirectoryContaining(mine::equals);
    assertThat(mine).hasContent("mine");
    assertThat(home.toFile().list()).hasSize(1);
  }

  @Test
  void attendKeepsThePictureOfAnotherSentence() throws IOException {
    assertThat(attend("--out", home.toString())).isEmpty();
    Path picture = home.resolve("attention-sentence-luong.svg");
    assertThat(picture).content().startsWith("<svg");
    assertThat(attend("--out", home.toString())).contains(picture + " exists");
  }

  @Test
  void attendReplacesItsPictureInTheFolderOfTheRun() {
    assertThat(attend()).isEmpty();
    assertThat(attend()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"attention-line-1-luong.svg", "attention-line-70-luong.png"})
  void translateKeepsAFileOfTheUser(String name) throws IOException {
    Path mine = Files.writeString(home.resolve(name), "mine");
    assertThat(translate(home.toString())).contains(mine + " exists and is unchanged");
    assertThat(mine).hasContent("mine");
    assertThat(home.toFile().list()).containsExactly(name);
  }

  @Test
  void translateKeepsThePicturesOfOtherLines() throws IOException {
    Files.writeString(home.resolve("attention-line-1-rnn.svg"), "of another model");
    assertThat(translate(home.toString())).isEmpty();
    Path second = home.resolve("attention-line-2-luong.svg");
    assertThat(second).content().startsWith("<svg");
    Files.delete(home.resolve("attention-line-1-luong.svg"));
    Files.deleteIfExists(home.resolve("attention-line-1-luong.png"));
    assertThat(translate(home.toString())).contains("exists and is unchanged");
    assertThat(home.resolve("attention-line-1-luong.svg")).doesNotExist();
  }

  @Test
  void picturesNeedAModelWithAttention() {
    assertThat(translateBy("none", home.toString()))
        .contains("--attention needs attention weights over the source", "model none forms none");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void folderOfPicturesIsNoFile() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "mine");
    assertThat(translate(file.toString())).contains("--attention '" + file + "' is not a folder");
    assertThat(attend("--out", file.toString())).contains("--out '" + file + "' is not a folder");
    assertThat(translate("")).contains("--attention is empty");
    assertThat(attend("--out", "")).contains("--out is empty");
    assertThat(file).hasContent("mine");
  }

  @Test
  void compareReplacesOnlyPagesOfSeqLab() throws IOException {
    Path page = home.resolve("both.html");
    assertThat(compare(page)).isEmpty();
    assertThat(compare(page)).isEmpty();
    Files.writeString(page, "<!DOCTYPE html>\n<p>mine");
    assertThat(compare(page)).contains("exists and is not a page of SeqLab");
    assertThat(page).hasContent("<!DOCTYPE html>\n<p>mine");
  }

  private static String compare(Path page) {
    String folder = experiment.resolve("out").toString();
    return errors(
        "report", "--compare", folder, "experiments/reverse-lengths", "--out", page.toString());
  }

  private static String attend(String... options) {
    String run = experiment.resolve("out/runs/luong/s1").toString();
    String[] arguments = new String[options.length + 3];
    System.arraycopy(new String[] {"attend", run, "a b"}, 0, arguments, 0, 3);
    System.arraycopy(options, 0, arguments, 3, options.length);
    return errors(arguments);
  }

  /** Translates two lines; nothing is printed if the folder is refused. */
  private static String translate(String folder) {
    return translateBy("luong", folder);
  }

  private static String translateBy(String model, String folder) {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream("a b\nb a\n".getBytes(StandardCharsets.UTF_8)));
      String run = experiment.resolve("out/runs/%s/s1".formatted(model)).toString();
      return errors("translate", run, "--attention", folder);
    } finally {
      System.setIn(before);
    }
  }

  /** What a command prints on standard error; nothing if and only if it succeeds, else code 2. */
  private static String errors(String... arguments) {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    CommandLine command =
        Main.commandLine().setOut(new PrintWriter(output)).setErr(new PrintWriter(errors));
    assertThat(command.execute(arguments)).isEqualTo(errors.toString().isEmpty() ? 0 : 2);
    if (!errors.toString().isEmpty()) {
      assertThat(output.toString()).isEmpty();
    }
    return errors.toString();
  }
}
