package io.seqlab.data.fetch;

import io.seqlab.data.core.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Downloads one file. What is there already is continued by a range request (RFC 9110, section 14);
 * a server that sends the whole file instead starts it again. Redirects are followed to https only.
 */
final class Download {
  private static final int MAX_REDIRECTS = 10;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18}|\\*)");

  private final HttpClient client;
  private final UnaryOperator<URI> route;
  private final Limits limits;
  private final String name;
  private final URI address;

  /** The entity tag of the bytes so far, if the server gave one. */
  private Optional<String> tag = Optional.empty();

  /**
   * The limits of downloads.
   *
   * @param bytes of a file without a size in its descriptor
   * @param window within which an answer, and then {@code minimum} bytes, must arrive
   */
  record Limits(long bytes, Duration window, long minimum) {}

  /** A download of the file with this name, whose requests go to what {@code route} returns. */
  Download(HttpClient client, UnaryOperator<URI> route, Limits limits, String name, URI address) {
    this.client = client;
    this.route = route;
    this.limits = limits;
    this.name = name;
    this.address = address;
  }

  /**
   * Appends the missing bytes to a part.
   *
   * @param size of the file in its descriptor
   * @throws IOException if the connection fails, after which the part can be continued
   * @throws DataException if the server refuses the file, is too slow or sends too much
   */
  void receive(PartFile part, Optional<Long> size, DatasetFetcher.ProgressListener listener)
      throws IOException {
    long most = size.orElse(limits.bytes());
    HttpResponse<InputStream> response = request(part.size());
    boolean otherRange =
        (response.statusCode() == PARTIAL && !continues(response, part.size()))
            || response.statusCode() == RANGE_NOT_SATISFIABLE;
    if (otherRange) {
      response.body().close();
      part.clear();
      response = request(0);
    } else if (response.statusCode() == OK) { // whole, though a part was asked for
      part.clear();
    }
    try (InputStream body = response.body()) {
      int expected = part.size() > 0 ? PARTIAL : OK;
      if (response.statusCode() != expected) {
        throw refused("returned HTTP status " + response.statusCode());
      }
      tag = response.headers().firstValue("ETag").filter(strong -> !strong.startsWith("W/"));
      long announced = response.headers().firstValueAsLong("Content-Length").orElse(-1);
      long total = announced < 0 ? -1 : part.size() + announced;
      if (total > most || total < -1) {
        part.clear();
        throw refused("announces %d bytes, more than the limit of %d".formatted(total, most));
      }
      copy(body, part, most, bytes -> listener.received(name, bytes, total));
    }
  }

  @FunctionalInterface
  private interface Progress {
    void received(long bytes);
  }

  private void copy(InputStream body, PartFile part, long most, Progress progress)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (MinimumRate rate = new MinimumRate(body, limits.window(), limits.minimum())) {
      try {
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
          if (part.size() + read > most) {
            part.clear();
            throw refused("sends more than %d bytes".formatted(most));
          }
          part.append(buffer, read);
          rate.received(read);
          progress.received(part.size());
        }
      } catch (IOException e) {
        requireFastEnough(rate, part);
        throw e;
      }
      requireFastEnough(rate, part);
    }
  }

  private void requireFastEnough(MinimumRate rate, PartFile part) throws IOException {
    if (rate.tooSlow()) {
      throw refused(
          "sent fewer than %d bytes in %d seconds; run the command again to continue after %d bytes"
              .formatted(limits.minimum(), limits.window().toSeconds(), part.size()));
    }
  }

  /** Whether a partial response has the bytes from this offset. */
  private static boolean continues(HttpResponse<?> response, long from) {
    Optional<String> range = response.headers().firstValue("Content-Range");
    Matcher parsed = CONTENT_RANGE.matcher(range.orElse(""));
    return parsed.matches() && Long.parseLong(parsed.group(1)) == from;
  }

  /** Requests the bytes from an offset, and follows redirects. */
  private HttpResponse<InputStream> request(long from) throws IOException {
    URI current = address;
    for (int i = 0; i <= MAX_REDIRECTS; i++) {
      HttpResponse<InputStream> response = send(current, from);
      if (!REDIRECTS.contains(response.statusCode())) {
        return response;
      }
      response.body().close();
      current = target(current, response.headers().firstValue("Location").orElse(""));
    }
    throw refused("redirects more than %d times".formatted(MAX_REDIRECTS));
  }

  private URI target(URI from, String location) {
    URI target;
    try {
      target = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw refused("redirects to '%s', which is not an address".formatted(location));
    }
    if (location.isBlank() || !"https".equals(target.getScheme()) || target.getHost() == null) {
      throw refused("redirects to '%s', which is not an https address".formatted(location));
    }
    return target;
  }

  private HttpResponse<InputStream> send(URI to, long from) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(route.apply(to)).timeout(limits.window());
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
      tag.ifPresent(value -> request.header("If-Range", value));
    }
    try {
      return client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException e) {
      throw refused("does not answer within %d seconds".formatted(limits.window().toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private DataException refused(String reason) {
    return new DataException("cannot fetch %s: %s %s", name, address, reason);
  }
}
