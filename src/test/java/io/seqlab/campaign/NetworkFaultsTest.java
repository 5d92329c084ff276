package io.seqlab.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code seqlab data fetch} from a server with faults: it names them and leaves a part at most. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class NetworkFaultsTest {
  private static final String TEXT = "a dog\n".repeat(5000);
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n";
  private static final String OK = HEAD.formatted(TEXT.length()) + TEXT;

  private final List<Campaign.Case> cases = new ArrayList<>();
  @TempDir private Path home;
  private FaultyServer server;
  private SeqlabCommand seqlab;

  /** The class of fault of the cases that are added now. */
  private String group = "";

  @Test
  void namedWithAPartAtMost() throws Exception {
    server = FaultyServer.start(home);
    seqlab = SeqlabCommand.built().with(server.trust());
    connections();
    answers();
    redirects();
    stops();
    Campaign.require("network", 20, cases);
    server.close();
  }

  private void connections() {
    group = "connection";
    fetched("right answer", FaultyServer.of(OK));
    refusedAt("connection refused", "https://localhost:1/x");
    refusedAt("unknown host", "https://nowhere.invalid/x");
    refused("closed at once", (socket, out) -> {});
    refused("silence for ever", (socket, out) -> Thread.sleep(200_000));
    refused(
        "silence in the middle",
        (socket, out) -> {
          write(out, HEAD.formatted(TEXT.length()) + "a dog");
          Thread.sleep(200_000);
        });
    fetched(
        "slow drip",
        (socket, out) -> {
          write(out, HEAD.formatted(TEXT.length()));
          for (int i = 0; i < 10; i++) {
            write(out, TEXT.substring(i * 3000, (i + 1) * 3000));
            Thread.sleep(500);
          }
        });
    refused(
        "reset in the middle",
        (socket, out) -> {
          write(out, HEAD.formatted(TEXT.length()) + "a dog");
          socket.setSoLinger(true, 0);
        });
    cases.add(
        new Campaign.Case(
            "network: connection",
            "unknown certificate",
            () -> {
              Path folder = folder(server.address("unknown", FaultyServer.of(OK)));
              SeqlabCommand.Ended ended =
                  SeqlabCommand.built().run(folder, home.resolve("logs"), "data", "fetch", "d");
              Outputs.requireRefusal(ended, List.of(1, 2), "d/text.txt");
              requireOnly(folder, false);
            }));
  }

  private void answers() {
    group = "answer";
    refused(
        "wrong content", FaultyServer.of(HEAD.formatted(TEXT.length()) + TEXT.replace('d', 'f')));
    refused("too short", FaultyServer.of(HEAD.formatted(TEXT.length() + 100) + TEXT));
    fetched("more after its end", FaultyServer.of(OK + "more"));
    refused("no content", FaultyServer.of("HTTP/1.1 204 No Content\r\n\r\n"));
    refused("empty answer of length 0", FaultyServer.of(HEAD.formatted(0)));
    refused("huge length", FaultyServer.of(HEAD.formatted(Long.MAX_VALUE) + TEXT));
    fetched("no length", FaultyServer.of("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + TEXT));
    refused("cut without length", FaultyServer.of("HTTP/1.1 200 OK\r\n\r\n" + TEXT.substring(9)));
    refused(
        "bad chunk",
        FaultyServer.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc"));
    refused(
        "cut chunks",
        FaultyServer.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\na dog\r\n"));
    refused("not HTTP", FaultyServer.of("SSH-2.0-OpenSSH\r\n\r\n"));
    refused(
        "endless headers",
        (socket, out) -> {
          write(out, "HTTP/1.1 200 OK\r\n");
          for (int i = 0; i < 500_000; i++) {
            write(out, "X-%d: %s\r\n".formatted(i, "y".repeat(200)));
          }
        });
    group = "status";
    for (int status : List.of(403, 404, 429, 500, 503)) {
      refused(
          "status " + status,
          FaultyServer.of("HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n".formatted(status)));
    }
  }

  private void redirects() {
    group = "redirect";
    String good = server.address("good", FaultyServer.of(OK));
    fetched("redirected", redirect(good));
    refused("redirect loop", redirect("https://localhost/../loop"));
    String name = "endless-redirect";
    refusedAt("redirected to itself", server.address(name, redirect("/" + name)));
    refused("redirected to a file", redirect("file:///etc/passwd"));
    refused("redirected to http", redirect("http://localhost:1/x"));
    refused(
        "redirected to nothing",
        FaultyServer.of("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"));
    refused("redirected to garbage", redirect("::::"));
  }

  private void stops() {
    for (String signal : List.of("INT", "TERM", "HUP", "KILL")) {
      cases.add(new Campaign.Case("network: stopped", "SIG" + signal, () -> stopped(signal)));
    }
    cases.add(
        new Campaign.Case(
            "network: two at once",
            "both fetch",
            () -> {
              Path folder = folder(server.address("two", slowly()));
              SeqlabCommand.Started first =
                  seqlab.start(folder, home.resolve("logs"), "data", "fetch", "d");
              SeqlabCommand.Ended second =
                  seqlab.run(folder, home.resolve("logs"), "data", "fetch", "d");
              Outputs.requireClean(first.await(), 0);
              Outputs.requireClean(second, 0);
              requireOnly(folder, true);
            }));
    cases.add(
        new Campaign.Case(
            "network: existing file",
            "other content",
            () -> {
              Path folder = folder(server.address("other", FaultyServer.of(OK)));
              Path mine = folder.resolve("datasets/cache/d/text.txt");
              Files.createDirectories(mine.getParent());
              Files.writeString(mine, "mine");
              Outputs.requireRefusal(
                  seqlab.run(folder, home.resolve("logs"), "data", "fetch", "d"),
                  List.of(1, 2),
                  "text.txt");
              assertThat(mine).hasContent("mine");
            }));
  }

  /** A fetch that a signal ends leaves a part, which the next fetch completes or replaces. */
  private void stopped(String signal) throws Exception {
    Path folder = folder(server.address("stopped" + signal, slowly()));
    Process process = seqlab.start(folder, home.resolve("logs"), "data", "fetch", "d").process();
    Path cache = folder.resolve("datasets/cache/d");
    while (process.isAlive() && files(cache).isEmpty()) {
      Thread.sleep(10);
    }
    long start = System.nanoTime();
    new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
    process.waitFor();
    assertThat((System.nanoTime() - start) / 1e9).as("seconds to end").isLessThan(5);
    if (!signal.equals("KILL")) {
      assertThat(process.exitValue()).isIn(129, 130, 143);
    }
    requireOnly(folder, false);
    Outputs.requireClean(seqlab.run(folder, home.resolve("logs"), "data", "fetch", "d"), 0);
    requireOnly(folder, true);
  }

  /** The right answer, in three seconds. */
  private static FaultyServer.Answer slowly() {
    return (socket, out) -> {
      write(out, HEAD.formatted(TEXT.length()));
      for (int i = 0; i < 30; i++) {
        write(out, TEXT.substring(i * 1000, (i + 1) * 1000));
        Thread.sleep(100);
      }
    };
  }

  private static FaultyServer.Answer redirect(String to) {
    return FaultyServer.of(
        "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n".formatted(to));
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private void fetched(String name, FaultyServer.Answer answer) {
    String address = server.address(name.replace(' ', '-'), answer);
    cases.add(
        new Campaign.Case(
            "network: " + group,
            name,
            () -> {
              Path folder = folder(address);
              Outputs.requireClean(
                  seqlab.run(folder, home.resolve("logs"), "data", "fetch", "d"), 0);
              requireOnly(folder, true);
            }));
  }

  private void refused(String name, FaultyServer.Answer answer) {
    refusedAt(name, server.address(name.replace(' ', '-'), answer));
  }

  private void refusedAt(String name, String address) {
    cases.add(
        new Campaign.Case(
            "network: " + group,
            name,
            () -> {
              Path folder = folder(address);
              SeqlabCommand.Ended ended =
                  seqlab.start(folder, home.resolve("logs"), "data", "fetch", "d").await(90);
              Outputs.requireRefusal(ended, List.of(1, 2), "d/text.txt");
              requireOnly(folder, false);
            }));
  }

  private Path folder(String address) throws Exception {
    Path folder = Files.createTempDirectory(home, "fetch");
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(TEXT.getBytes(StandardCharsets.UTF_8));
    Files.createDirectories(folder.resolve("datasets"));
    Files.writeString(
        folder.resolve("datasets/d.yaml"),
        """
        name: d
        description: dogs
        licence: none
        homepage: none
        splits: {train: {files: {a: d/text.txt, b: d/text.txt}}}
        files: {d/text.txt: {sha256: %s, address: "%s"}}
        """
            .formatted(HexFormat.of().formatHex(hash), address));
    return folder;
  }

  /** The cache contains the whole file, or at most a part of it. */
  private static void requireOnly(Path folder, boolean fetched) throws IOException {
    List<Path> files = files(folder.resolve("datasets/cache"));
    if (fetched) {
      assertThat(files).as("files in the cache").hasSize(1);
      assertThat(files.get(0)).hasContent(TEXT);
    } else {
      assertThat(files)
          .as("files left over")
          .allMatch(file -> file.endsWith(".seqlab-text.txt.part"));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getParent().endsWith(".owner"))
          .toList();
    }
  }
}
