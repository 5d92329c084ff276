package io.seqlab.data.fetch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seqlab.config.task.DatasetSpec;
import io.seqlab.config.task.DatasetSpec.RemoteFile;
import io.seqlab.data.core.DataException;
import io.seqlab.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloads of one file from a server on this machine whose answers are written byte by byte. */
@Timeout(60)
abstract class RawServerFixture {
  static final String TEXT = "ein Hund\n".repeat(1000);
  private static final String SHA256 = Sha256.of(TEXT.getBytes(StandardCharsets.UTF_8));
  private static final String ADDRESS = "https://data.example.org/f";

  @TempDir Path folder;
  final List<String> requests = new CopyOnWriteArrayList<>();
  ServerSocket socket;
  volatile Answer answer;

  /** Writes the response to a request, of which the head is given; then the connection closes. */
  @FunctionalInterface
  interface Answer {
    void write(String request, OutputStream out) throws Exception;
  }

  @BeforeEach
  void serve() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept);
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    socket.close();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        InputStream in = client.getInputStream();
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
          request.append((char) in.read());
        }
        requests.add(request.toString());
        answer.write(request.toString(), client.getOutputStream());
      } catch (Exception e) {
        // The client has closed the connection, or the test has ended.
      }
    }
  }

  static URI http(URI address) {
    return URI.create(address.toString().replace("https:", "http:"));
  }

  void part(String text) throws IOException {
    Files.writeString(folder.resolve(".seqlab-f.part"), text);
  }

  static int from(String request) {
    int range = request.indexOf("Range: bytes=");
    return range < 0
        ? 0
        : Integer.parseInt(request.substring(range + 13, request.indexOf('-', range + 8)));
  }

  static String ok(long length) {
    return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(length);
  }

  static String redirect(String target) {
    return "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n".formatted(target);
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
    return assertThatThrownBy(this::fetch).isInstanceOf(DataException.class);
  }

  void fetch() {
    fetch(ProxySelector.getDefault(), this::loopback, folder);
  }

  static void fetch(ProxySelector proxy, UnaryOperator<URI> route, Path folder) {
    new DatasetFetcher(proxy, route, new Download.Limits(9000, Duration.ofSeconds(1), 500))
        .fetch(dataset("f"), folder, (name, bytes, total) -> {});
  }

  URI loopback(URI address) {
    return URI.create("http://localhost:" + socket.getLocalPort() + address.getPath());
  }

  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getParent().endsWith(".owner"))
          .toList();
    }
  }

  static DatasetSpec dataset(String file) {
    return new DatasetSpec(
        "greeting",
        "A word",
        "none",
        "https://example.org",
        Map.of("all", new DatasetSpec.Split(Map.of("en", file), Optional.empty(), Map.of())),
        Map.of(file, new RemoteFile(SHA256, Optional.of(ADDRESS), Optional.of(9000L))));
  }
}
