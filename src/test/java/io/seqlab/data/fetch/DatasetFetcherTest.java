package io.seqlab.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.seqlab.config.task.DatasetSpec;
import io.seqlab.config.task.DatasetSpec.RemoteFile;
import io.seqlab.data.core.DataException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against a server on this machine, to which every https address is routed. */
@Timeout(30)
class DatasetFetcherTest {
  private static final String HELLO = "hello";

  /** What {@code printf hello | sha256sum} prints. */
  private static final String SHA256 =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir Path folder;
  private HttpServer server;
  private final List<String> requests = new ArrayList<>();

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          requests.add(path);
          byte[] body = HELLO.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(path.equals("/gone") ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void fetchesWhatIsMissingOnce() throws IOException {
    List<Long> heard = new ArrayList<>();
    Path file = folder.resolve("d/file.txt");
    DatasetSpec dataset = dataset("d/file.txt", SHA256, "https://data.example.org/good");
    assertThat(
            fetch().fetch(dataset, folder, (name, bytes, total) -> heard.add(bytes * 1000 + total)))
        .containsExactly(file);
    assertThat(file).hasContent(HELLO);
    assertThat(heard).last().isEqualTo(5005L);
    assertThat(fetch().fetch(dataset, folder, (name, bytes, total) -> {})).isEmpty();
    assertThat(requests).containsExactly("/good");
    assertThat(filesLeft()).containsExactly(file);
  }

  @Test
  void anotherFileThanExpectedIsNotKept() throws IOException {
    String wrong = "f".repeat(64);
    assertRefused(dataset("f", wrong, "https://data.example.org/good"))
        .hasMessageContaining("SHA-256 " + SHA256)
        .hasMessageContaining("expected " + wrong)
        .hasMessageContaining("https://data.example.org/good");
    assertThat(filesLeft()).isEmpty();
  }

  @Test
  void aFileThatIsThereIsNeverReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "mine");
    assertRefused(dataset("f", SHA256, "https://data.example.org/good"))
        .hasMessageContaining("exists but has SHA-256")
        .hasMessageContaining("expected " + SHA256);
    assertThat(file).hasContent("mine");
    assertThat(requests).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // links need a privilege there
  void linksAndFilesInTheWayAreNamedAndStay() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("f"), folder.resolve("unmounted"));
    assertRefused(dataset("f", SHA256, "https://data.example.org/good"))
        .hasMessageContaining(link + " is a symbolic link to nothing");
    assertThat(link).isSymbolicLink();
    Path file = Files.writeString(folder.resolve("d"), "mine");
    assertRefused(dataset("d/f", SHA256, "https://data.example.org/good"))
        .hasMessageContaining("cannot create the folder " + file);
    assertThat(file).hasContent("mine");
    Files.createDirectory(folder.resolve("g"));
    assertRefused(dataset("g", SHA256, "https://data.example.org/good"))
        .hasMessageContaining("cannot fetch g: it is a folder");
    assertThat(requests).isEmpty();
  }

  @Test
  void errorsOfTheServerLeaveNothingBehind() throws IOException {
    assertRefused(dataset("f", SHA256, "https://data.example.org/gone"))
        .hasMessageContaining("https://data.example.org/gone returned HTTP status 404");
    assertThat(filesLeft()).isEmpty();
  }

  @Test
  void moreThanTheLargestSizeIsRefused() throws IOException {
    DatasetSpec dataset = dataset("f", SHA256, "https://data.example.org/good");
    assertThatThrownBy(
            () ->
                new DatasetFetcher(
                        ProxySelector.getDefault(),
                        this::loopback,
                        new Download.Limits(4, Duration.ofSeconds(20), 1))
                    .fetch(dataset, folder, (a, b, c) -> {}))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("announces 5 bytes, more than the limit of 4");
    assertThat(filesLeft()).isEmpty();
  }

  @Test
  void filesWithoutAGoodAddressAreRefused() {
    assertRefused(dataset("f", SHA256, null)).hasMessageContaining("f has no download URL");
    assertRefused(dataset("f", SHA256, "https://data example.org/"))
        .hasMessageContaining("cannot fetch f");
    assertThat(requests).isEmpty();
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(DatasetSpec dataset) {
    return assertThatThrownBy(() -> fetch().fetch(dataset, folder, (name, bytes, total) -> {}))
        .isInstanceOf(DataException.class);
  }

  private DatasetFetcher fetch() {
    return new DatasetFetcher(
        ProxySelector.getDefault(),
        this::loopback,
        new Download.Limits(1000, Duration.ofSeconds(20), 1));
  }

  private URI loopback(URI address) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + address.getPath());
  }

  private List<Path> filesLeft() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getParent().endsWith(".owner"))
          .toList();
    }
  }

  private static DatasetSpec dataset(String file, String sha256, String address) {
    return new DatasetSpec(
        "greeting",
        "A word",
        "none",
        "https://example.org",
        Map.of("all", new DatasetSpec.Split(Map.of("en", file), Optional.empty(), Map.of())),
        Map.of(file, new RemoteFile(sha256, Optional.ofNullable(address), Optional.empty())));
  }
}
