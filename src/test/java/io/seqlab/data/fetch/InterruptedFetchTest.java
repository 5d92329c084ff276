package io.seqlab.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.seqlab.DefaultSignals;
import io.seqlab.config.task.DatasetSpec;
import io.seqlab.config.task.DatasetSpec.RemoteFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
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
@Timeout(300)
class InterruptedFetchTest {
  private static final String HELLO = "hello";
  private static final String SHA256 =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir Path folder;
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<String> ranges = new CopyOnWriteArrayList<>();
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
          String range = exchange.getRequestHeaders().getFirst("Range");
          ranges.add(range == null ? "" : range);
          int from = range == null ? 0 : 1;
          if (range != null) {
            exchange.getResponseHeaders().set("Content-Range", "bytes 1-4/5");
          }
          exchange.sendResponseHeaders(range == null ? 200 : 206, body.length - from);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body, from, 1 - from);
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
  void theNextFetchContinuesOneThatWasStoppedOrKilled() throws Exception {
    for (String signal : List.of("INT", "TERM", "KILL")) {
      Process process = startFetch();
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
      process.waitFor();
      assertThat(files()).as(signal).containsExactly(part());
      assertThat(part()).hasContent("h");
    }
    assertThat(ranges).containsExactly("", "bytes=1-", "bytes=1-");
    release.countDown();
    fetch();
    assertThat(files()).containsExactly(folder.resolve("f"));
    assertThat(folder.resolve("f")).hasContent(HELLO);
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
    int requests = ranges.size();
    while (ranges.size() == requests || files().stream().noneMatch(f -> f.toFile().length() > 0)) {
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
  void ofTwoFetchesAtOnceOneWaits() throws Exception {
    List<CompletableFuture<Void>> fetches =
        IntStream.range(0, 2).mapToObj(i -> CompletableFuture.runAsync(this::fetch)).toList();
    while (ranges.isEmpty()) {
      assertThat(fetches).noneMatch(CompletableFuture::isDone);
      Thread.sleep(5);
    }
    Thread.sleep(300);
    release.countDown();
    fetches.forEach(CompletableFuture::join);
    assertThat(files()).containsExactly(folder.resolve("f"));
    assertThat(folder.resolve("f")).hasContent(HELLO);
    assertThat(ranges).as("requests").containsExactly("");
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
            Map.of(
                "f",
                new RemoteFile(
                    SHA256, Optional.of("https://data.example.org/f"), Optional.of(5L))));
    new DatasetFetcher(
            ProxySelector.getDefault(),
            any -> address,
            new Download.Limits(1000, Duration.ofSeconds(50), 1))
        .fetch(dataset, folder, (name, bytes, total) -> {});
  }

  private Path part() {
    return folder.resolve(".seqlab-f.part");
  }

  private URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/f");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.endsWith(".owner")).sorted().toList();
    }
  }
}
