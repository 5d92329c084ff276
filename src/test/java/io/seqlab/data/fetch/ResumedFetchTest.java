package io.seqlab.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server cuts connections, and has ranges or not. */
class ResumedFetchTest extends RawServerFixture {
  @Test
  void aCutConnectionIsContinuedWhereItEnded() throws IOException {
    answer =
        (request, out) -> {
          int from = from(request);
          write(
              out,
              from == 0
                  ? "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\n"
                  : "HTTP/1.1 206 Partial Content\r\nETag: \"v1\"\r\nContent-Range: bytes %d-%d/%d\r\n"
                      .formatted(from, TEXT.length() - 1, TEXT.length()));
          write(out, "Content-Length: %d\r\n\r\n".formatted(TEXT.length() - from));
          write(out, TEXT.substring(from, Math.min(TEXT.length(), from + 4000)));
        };
    fetch();
    assertThat(folder.resolve("f")).hasContent(TEXT);
    assertThat(requests).hasSize(3);
    assertThat(requests.get(1)).contains("Range: bytes=4000-", "If-Range: \"v1\"");
    assertThat(requests.get(2)).contains("Range: bytes=8000-");
  }

  @Test
  void aServerWithoutRangesSendsTheWholeFileAgain() throws IOException {
    part(TEXT.substring(0, 500));
    answer = (request, out) -> write(out, ok(TEXT.length()) + TEXT);
    fetch();
    assertThat(folder.resolve("f")).hasContent(TEXT);
    assertThat(requests).singleElement().asString().contains("Range: bytes=500-");
  }

  @Test
  void anotherRangeOrNoneIsRequestedAgainAsAWhole() throws IOException {
    for (String status :
        List.of(
            "206 Partial Content\r\nContent-Range: bytes 0-99/9000",
            "206 Partial Content",
            "416 Range Not Satisfiable")) {
      requests.clear();
      part(TEXT.substring(0, 500));
      answer =
          (request, out) ->
              write(
                  out,
                  from(request) > 0
                      ? "HTTP/1.1 " + status + "\r\nContent-Length: 5\r\n\r\nwrong"
                      : ok(TEXT.length()) + TEXT);
      fetch();
      assertThat(folder.resolve("f")).hasContent(TEXT);
      assertThat(requests).hasSize(2);
      Files.delete(folder.resolve("f"));
    }
  }

  @Test
  void aPartOfAnotherFileIsReplaced() throws IOException {
    part("ein Kind\n");
    answer =
        (request, out) -> {
          int from = from(request);
          write(
              out,
              from == 0
                  ? ok(TEXT.length())
                  : "HTTP/1.1 206 P\r\nContent-Range: bytes %d-8999/*\r\nContent-Length: %d\r\n\r\n"
                      .formatted(from, TEXT.length() - from));
          write(out, TEXT.substring(from));
        };
    fetch();
    assertThat(folder.resolve("f")).hasContent(TEXT);
    assertThat(requests).hasSize(2);
  }

  @Test
  void anErrorKeepsThePart() throws IOException {
    part(TEXT.substring(0, 500));
    answer = (request, out) -> write(out, "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
    assertRefused().hasMessageContaining("returned HTTP status 503");
    answer = (request, out) -> {};
    assertRefused().hasMessageContaining("run the command again to continue after 500 bytes");
    assertThat(files()).containsExactly(folder.resolve(".seqlab-f.part"));
  }
}
