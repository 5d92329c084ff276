package io.seqlab.data.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.seqlab.DefaultSignals;
import io.seqlab.config.task.DatasetSpec;
import io.seqlab.config.task.DatasetSpec.RemoteFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Downloads that are stopped or killed, or happen twice at once; from a server on this machine. */
@Timeout(60)
class InterruptedFetchTest {
  private static final String HELLO = "hello";
  private static final String SHA256 =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir Path folder;
  private final CountDownLatch release = new CountDownLatch(1);
  private HttpServer server;

  /** Sends the first letter, and the others once released. */
  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          byte[] body = HELLO.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body, 0, 1);
            out.flush();
            release.await();
            out.write(body, 1, body.length - 1);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.stop(0);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // a process cannot be interrupted from outside there
  void stoppedFetchLeavesNothingAndKilledOneOnlyUntilTheNext() throws Exception {
    for (String signal : List.of("INT", "TERM")) {
      Process process = startFetch();
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
      assertThat(process.waitFor()).isEqualTo(signal.equals("INT") ? 130 : 143);
      assertThat(files()).as(signal).isEmpty();
    }
    Process killed = startFetch();
    killed.destroyForcibly().waitFor();
    assertThat(files()).hasSize(1);
    release.countDown();
    fetch();
    assertThat(files()).containsExactly(folder.resolve("f"));
  }

  /** Starts a process and waits for its first byte. */
  private Process startFetch() throws Exception {
    Process process =
        new ProcessBuilder(
                DefaultSignals.command(
                    List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fetch.class.getName(),
                        folder.toString(),
                        address().toString())))
            .inheritIO()
            .start();
    while (files().stream().noneMatch(file -> file.toFile().length() > 0)) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(5);
    }
    return process;
  }

  /** The program of {@link #startFetch}; its arguments are folder and address. */
  static final class Fetch {
    private Fetch() {}

    public static void main(String[] arguments) {
      fetch(Path.of(arguments[0]), URI.create(arguments[1]));
    }
  }

  @Test
  void twoFetchesAtOnceDoNotDisturbEachOther() throws Exception {
    List<CompletableFuture<Void>> fetches =
        IntStream.range(0, 2).mapToObj(i -> CompletableFuture.runAsync(this::fetch)).toList();
    while (files().size() < 2) {
      assertThat(fetches).noneMatch(CompletableFuture::isDone);
      Thread.sleep(5);
    }
    release.countDown();
    fetches.forEach(CompletableFuture::join);
    assertThat(files()).containsExactly(folder.resolve("f"));
    assertThat(folder.resolve("f")).hasContent(HELLO);
  }

  @Test
  void removesPartsOfOtherMachinesOnlyIfNothingWritesThem() throws IOException {
    release.countDown();
    Path old = old(".seqlab-elsewhere-7-1.part");
    Path active = Files.writeString(folder.resolve(".seqlab-elsewhere-8-1.part"), "h");
    fetch();
    assertThat(old).doesNotExist();
    assertThat(files()).containsExactlyInAnyOrder(folder.resolve("f"), active);
  }

  @Test
  void keepsEveryFileOfTheUser() throws IOException {
    release.countDown();
    List<Path> mine = new ArrayList<>();
    for (String name :
        List.of(
            "f.a.1.part",
            "f.gz.001.part",
            "f.a.2024.part",
            "f.1.part",
            "f.second.part",
            "f.elsewhere.7.1.part",
            "f.seqlab-elsewhere-7-1.part",
            "seqlab-elsewhere-7-1.part",
            ".seqlab-elsewhere-7-1.part.gz",
            ".seqlab-7.part")) {
      mine.add(old(name));
    }
    fetch();
    mine.add(folder.resolve("f"));
    assertThat(files()).containsExactlyInAnyOrderElementsOf(mine);
  }

  private Path old(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "h");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
  }

  private void fetch() {
    fetch(folder, address());
  }

  private static void fetch(Path folder, URI address) {
    DatasetSpec dataset =
        new DatasetSpec(
            "greeting",
            "A word",
            "none",
            "https://example.org",
            Map.of("all", new DatasetSpec.Split(Map.of("en", "f"), Optional.empty(), Map.of())),
            Map.of("f", new RemoteFile(SHA256, Optional.of("https://data.example.org/f"))));
    new DatasetFetcher(any -> address, 1000).fetch(dataset, folder, (name, bytes, total) -> {});
  }

  private URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/f");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
