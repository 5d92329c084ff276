package io.seqlab.campaign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies on hostile text files: they run, with the right number of pairs, or name the file. */
@Tag("slow")
class HostileCorporaTest {
  private static final int LINES = 40;
  private static final String STUDY =
      """
      study: corpus
      task: {type: corpus, train: {source: %1$s, target: %2$s}, valid: {source: good.s, target: good.t}, test: {source: good.s, target: good.t}}
      training: {batch: {size: 8}, budget: {steps: 4}, validate_every: 4}
      decoding: {max_length: 8}
      metrics: [exact_match, bleu]
      seeds: [1]
      models:
        rnn: {type: rnn, cell: gru, hidden: 8, embedding: 8}
      """;

  private final SeqlabCommand seqlab = SeqlabCommand.built();
  private final List<Campaign.Case> cases = new ArrayList<>();
  @TempDir private Path home;

  @Test
  void readOrNamed() throws Exception {
    Files.writeString(home.resolve("good.s"), good());
    Files.writeString(home.resolve("good.t"), good());
    encodings();
    shapes();
    characters();
    files();
    descriptors();
    Campaign.require("hostile corpora", 30, cases);
  }

  private static String good() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      text.append("the %s dog %d%n".formatted(i % 2 == 0 ? "big" : "small", i % 7));
    }
    return text.toString();
  }

  private void encodings() {
    trained("encoding", "byte order mark", "\uFEFF" + good());
    trained("encoding", "CR LF", good().replace("\n", "\r\n"));
    trained("encoding", "CR LF and LF", good().replaceFirst("\n", "\r\n"));
    trained("encoding", "no newline at the end", good().stripTrailing());
    either("encoding", "CR only", good().replace("\n", "\r").getBytes(StandardCharsets.UTF_8));
    either(
        "encoding",
        "CR inside lines",
        good().replace("dog", "d\rog").getBytes(StandardCharsets.UTF_8));
    refused("encoding", "UTF-16", good().getBytes(StandardCharsets.UTF_16));
    refused(
        "encoding", "Latin-1", good().replace("dog", "hünd").getBytes(StandardCharsets.ISO_8859_1));
    refused(
        "encoding",
        "cut inside a character",
        Arrays.copyOf(bytes(good() + "ü"), good().length() + 1));
    refused(
        "encoding",
        "surrogates in UTF-8",
        good().replace("dog", "d\u0001og").getBytes(StandardCharsets.UTF_8),
        new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80, '\n'});
  }

  private void shapes() {
    refused("lines", "one less", bytes(good().substring(0, good().lastIndexOf("the"))));
    refused("lines", "one more", bytes(good() + "the cat\n"));
    refused("lines", "empty file", new byte[0]);
    refused("lines", "only empty lines", bytes("\n".repeat(LINES)));
    trained("lines", "some empty lines", good().replace("the big dog 0\n", "\n"));
    trained("lines", "one type of token", "a\n".repeat(LINES));
    trained("lines", "all lines equal", "the dog\n".repeat(LINES));
    either(
        "lines",
        "one line of 20 MB",
        bytes("word ".repeat(4_000_000) + "\n" + good().substring(good().indexOf('\n') + 1)));
    either(
        "lines",
        "a token of 20 MB",
        bytes("w".repeat(20_000_000) + "\n" + good().substring(good().indexOf('\n') + 1)));
  }

  private void characters() {
    either("characters", "NUL", bytes(good().replace("dog", "d\0og")));
    trained(
        "characters", "escape sequences", good().replace("dog", "\u001b]0;title\u0007\u001b[2J"));
    trained("characters", "direction marks", good().replace("dog", "\u202egod\u202c \u2066x"));
    trained("characters", "tabs", good().replace(" dog", "\tdog"));
    trained("characters", "special tokens", good().replace("dog", "<unk> <s> </s> <pad>"));
    trained("characters", "formulas", good().replace("the", "=HYPERLINK(1)"));
    trained("characters", "line separators", good().replace("dog", "d\u2028o\u0085g\u000b"));
    trained("characters", "quotes and commas", good().replace("dog", "\"d\",o'g;"));
    trained("characters", "outside the BMP", good().replace("dog", "😀\uD835\uDC00"));
  }

  private void files() throws IOException {
    byte[] zipped = gzip(bytes(good()));
    compressed("gzip", "good", zipped, true);
    compressed("gzip", "truncated", Arrays.copyOf(zipped, zipped.length * 2 / 3), false);
    compressed("gzip", "not gzip", bytes(good()), false);
    compressed("gzip", "padded with zeros", Arrays.copyOf(zipped, zipped.length + 100), true);
    byte[] flipped = zipped.clone();
    flipped[flipped.length / 2] ^= 4;
    compressed("gzip", "bit flipped", flipped, false);
    compressed("gzip", "bomb of 2 GB", bomb(), false);
    for (String file :
        List.of("missing", ".", "/dev/null", "/proc/self/mem", "../../../../../etc/shadow-", "")) {
      add("file", "'" + file + "'", file, List.of(2), file.isEmpty() ? "file" : file);
    }
  }

  /** A descriptor in datasets/ that leaves the data folder. */
  private void descriptors() {
    for (String path :
        List.of("../outside.txt", "/etc/passwd", "a/../../b", "C:\\x", "a//b", ".", "x\\u0000y")) {
      cases.add(
          new Campaign.Case(
              "corpus: descriptor",
              path,
              () -> {
                Path folder = Files.createTempDirectory(home, "descriptor");
                Path datasets = Files.createDirectories(folder.resolve("datasets"));
                Files.writeString(
                    datasets.resolve("evil.yaml"),
                    """
                    name: evil
                    description: leaves its folder
                    licence: none
                    homepage: none
                    splits: {train: {files: {a: "%1$s", b: "%1$s"}}}
                    files: {"%1$s": {sha256: %2$s, address: "https://localhost:1/x"}}
                    """
                        .formatted(path.replace("C:\\", "C:\\\\"), "0".repeat(64)));
                for (String command : List.of("fetch evil", "show evil --source a --target b")) {
                  String[] words = ("data " + command).split(" ");
                  Outputs.requireRefusal(
                      seqlab.run(folder, home.resolve("logs"), words), List.of(1, 2), "evil");
                }
              }));
    }
  }

  private void trained(String fault, String name, String source) {
    byte[] text = bytes(source);
    cases.add(
        new Campaign.Case(
            "corpus: " + fault, name, () -> Outputs.requireClean(run(folder(text, "bad.s")), 0)));
  }

  private void either(String fault, String name, byte[] source) {
    cases.add(
        new Campaign.Case(
            "corpus: " + fault,
            name,
            () -> {
              SeqlabCommand.Ended ended = run(folder(source, "bad.s"));
              if (ended.exit() == 0) {
                Outputs.requireClean(ended, 0);
              } else {
                Outputs.requireRefusal(ended, List.of(1, 2), "bad.s");
              }
            }));
  }

  private void refused(String fault, String name, byte[] source, byte[]... more) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(source);
    List.of(more).forEach(all::writeBytes);
    cases.add(
        new Campaign.Case(
            "corpus: " + fault,
            name,
            () ->
                Outputs.requireRefusal(
                    run(folder(all.toByteArray(), "bad.s")), List.of(2), "bad.s")));
  }

  private void compressed(String fault, String name, byte[] source, boolean good) {
    cases.add(
        new Campaign.Case(
            "corpus: " + fault,
            name,
            () -> {
              SeqlabCommand.Ended ended = run(folder(source, "bad.s.gz"));
              if (good) {
                Outputs.requireClean(ended, 0);
              } else {
                Outputs.requireRefusal(ended, List.of(1, 2), "bad.s.gz");
              }
            }));
  }

  private void add(String fault, String name, String file, List<Integer> exits, String word) {
    cases.add(
        new Campaign.Case(
            "corpus: " + fault,
            name,
            () -> {
              Path folder = folder(bytes(good()), "unused");
              Files.writeString(
                  folder.resolve("study.yaml"), STUDY.formatted("'" + file + "'", "good.t"));
              Outputs.requireRefusal(run(folder), exits, word);
            }));
  }

  /** A folder with the study, two good files, and this file as the source of training. */
  private Path folder(byte[] source, String name) throws IOException {
    Path folder = Files.createTempDirectory(home, "corpus");
    for (String good : List.of("good.s", "good.t")) {
      Files.copy(home.resolve(good), folder.resolve(good));
    }
    Files.write(folder.resolve(name), source);
    Files.writeString(folder.resolve("study.yaml"), STUDY.formatted(name, "good.t"));
    return folder;
  }

  private SeqlabCommand.Ended run(Path folder) throws IOException, InterruptedException {
    return seqlab.run(
        folder, home.resolve("logs"), "run", "study.yaml", "--threads", "1", "--out", "out");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      byte[] block = new byte[1 << 20];
      Arrays.fill(block, (byte) 'a');
      for (int i = 0; i < 2048; i++) {
        zip.write(block);
      }
    }
    return out.toByteArray();
  }
}
