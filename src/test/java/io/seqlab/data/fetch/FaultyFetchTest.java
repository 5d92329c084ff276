package io.seqlab.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.seqlab.config.schema.InvalidSpecException;
import io.seqlab.data.core.DataException;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A server lies about lengths, drips and redirects; the disk is full; a proxy is between. */
class FaultyFetchTest extends RawServerFixture {
  @Test
  void lengthsThatAreNotTrueAreRefused() throws IOException {
    answer = (request, out) -> write(out, ok(1L << 40) + TEXT);
    assertRefused().hasMessageContaining("announces 1099511627776 bytes, more than the limit");
    answer = (request, out) -> write(out, ok(TEXT.length() + 1) + TEXT + "x");
    assertRefused().hasMessageContaining("announces 9001 bytes, more than the limit of 9000");
    answer = (request, out) -> write(out, "HTTP/1.1 200 OK\r\n\r\n" + TEXT + "x");
    assertRefused().hasMessageContaining("sends more than 9000 bytes");
    answer = (request, out) -> write(out, ok(5000) + TEXT);
    assertRefused().hasMessageContaining("has SHA-256");
    answer = (request, out) -> write(out, "HTTP/1.1 200 OK\r\n\r\n" + TEXT.substring(7));
    assertRefused().hasMessageContaining("has SHA-256");
    assertThat(files()).isEmpty();
  }

  @Test
  void aDripIsGivenUpAndSilenceToo() throws IOException {
    answer =
        (request, out) -> {
          write(out, ok(TEXT.length()));
          for (int i = 0; i < 200; i++) {
            write(out, "e");
            Thread.sleep(50);
          }
        };
    assertRefused().hasMessageContaining("sent fewer than 500 bytes in 1 seconds");
    answer = (request, out) -> Thread.sleep(20_000);
    assertRefused().hasMessageContaining("does not answer within 1 seconds");
  }

  @Test
  void redirectsAreFollowedToHttpsWithinALimit() throws IOException {
    answer = (request, out) -> write(out, redirect("/f"));
    assertRefused().hasMessageContaining("redirects more than 10 times");
    answer =
        (request, out) ->
            write(
                out,
                request.startsWith("GET /g ")
                    ? ok(TEXT.length()) + TEXT
                    : redirect("https://mirror.example.org/g"));
    fetch();
    assertThat(files()).containsExactly(folder.resolve("f"));
    Files.delete(folder.resolve("f"));
    for (String target :
        List.of("http://data.example.org/g", "file:///etc/passwd", "", ":::", "https:///x")) {
      answer = (request, out) -> write(out, redirect(target));
      assertRefused().hasMessageContaining("redirects to '" + target + "', which is not an");
    }
  }

  @Test
  void noServerAndNoDescriptorNamesAPathOutside() throws IOException {
    answer =
        (request, out) ->
            write(
                out,
                "HTTP/1.1 200 OK\r\nContent-Disposition: attachment; filename=\"../../x\"\r\n"
                    + "Content-Location: ../../x\r\nContent-Length: 9000\r\n\r\n"
                    + TEXT);
    fetch();
    assertThat(files()).containsExactly(folder.resolve("f"));
    for (String path : List.of("../f", "/f", "a/../../f", "C:\\f", "a\\..\\f")) {
      assertThatThrownBy(() -> dataset(path))
          .isInstanceOf(InvalidSpecException.class)
          .hasMessageContaining("must be a path relative to the data folder");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsNamed() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=12k", "tmpfs", disk.toString())).isZero();
    try {
      answer = (request, out) -> write(out, ok(TEXT.length()) + TEXT);
      assertThatThrownBy(() -> fetch(ProxySelector.getDefault(), this::loopback, disk))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("cannot fetch f: the disk is full");
    } finally {
      run("umount", disk.toString());
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor();
  }

  @Test
  void theProxyOfTheEnvironmentIsUsed() throws IOException {
    answer = (request, out) -> write(out, ok(TEXT.length()) + TEXT);
    String proxy = "http://localhost:" + socket.getLocalPort();
    fetch(new EnvironmentProxy(Map.of("http_proxy", proxy)), RawServerFixture::http, folder);
    assertThat(folder.resolve("f")).hasContent(TEXT);
    assertThat(requests)
        .singleElement()
        .asString()
        .startsWith("GET http://data.example.org/f HTTP/1.1");
    Files.delete(folder.resolve("f"));
    for (String bad : List.of("nowhere", "http://:1", "socks5://h:1", "http://u:p@h:1")) {
      assertThatThrownBy(
              () ->
                  fetch(
                      new EnvironmentProxy(Map.of("HTTP_PROXY", bad)),
                      RawServerFixture::http,
                      folder))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("the proxy ");
    }
  }
}
