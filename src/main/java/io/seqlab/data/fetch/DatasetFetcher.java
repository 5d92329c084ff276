package io.seqlab.data.fetch;

import io.seqlab.config.task.DatasetSpec;
import io.seqlab.config.task.DatasetSpec.RemoteFile;
import io.seqlab.data.core.DataException;
import io.seqlab.storage.IoErrorMessage;
import io.seqlab.storage.Sha256;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Downloads the files of a dataset. A file is written as a {@link PartFile} and renamed only if its
 * SHA-256 matches the descriptor; existing files are never replaced. An interrupted download is
 * continued: at once if bytes have arrived, else by the next call.
 */
public final class DatasetFetcher {
  private static final Download.Limits LIMITS =
      new Download.Limits(4L << 30, Duration.ofSeconds(30), 30 << 10);

  private static final int ATTEMPTS = 5;

  /** Receives the progress of a download. */
  @FunctionalInterface
  public interface ProgressListener {
    /**
     * Called after each block of bytes.
     *
     * @param bytes bytes received so far
     * @param total bytes of the whole file, or −1 if the server does not send a length
     */
    void received(String file, long bytes, long total);
  }

  private final HttpClient client;
  private final UnaryOperator<URI> route;
  private final Download.Limits limits;

  /**
   * Downloads over HTTPS, files up to their size in the descriptor or 4 GiB, through the proxy of
   * the system properties or of the environment.
   */
  public DatasetFetcher() {
    this(new EnvironmentProxy(System.getenv()), UnaryOperator.identity(), LIMITS);
  }

  /** Downloads from the address that {@code route} returns. */
  DatasetFetcher(ProxySelector proxy, UnaryOperator<URI> route, Download.Limits limits) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(limits.window())
            .proxy(proxy)
            .build();
    this.route = route;
    this.limits = limits;
  }

  /**
   * Downloads every missing file of the dataset to the folder.
   *
   * @return the downloaded files
   * @throws DataException if a file cannot be downloaded, does not match its hash, or has no
   *     address
   */
  public List<Path> fetch(DatasetSpec dataset, Path folder, ProgressListener listener) {
    List<Path> fetched = new ArrayList<>();
    for (Map.Entry<String, RemoteFile> entry : dataset.files().entrySet()) {
      Path file = folder.resolve(entry.getKey());
      try {
        if (isMissing(file, entry.getValue())
            && download(entry.getKey(), entry.getValue(), file, listener)) {
          fetched.add(file);
        }
      } catch (IllegalArgumentException e) { // a malformed address
        throw new DataException(
            "cannot fetch %s: '%s' is not the address of a file; correct the descriptor"
                .formatted(entry.getKey(), entry.getValue().address().orElse("")),
            e);
      } catch (IOException e) {
        throw new DataException(
            "cannot fetch %s: %s".formatted(entry.getKey(), IoErrorMessage.of(e)), e);
      }
    }
    return fetched;
  }

  private static boolean isMissing(Path file, RemoteFile expected) throws IOException {
    if (!Files.exists(file)) {
      if (Files.isSymbolicLink(file)) {
        throw new DataException(
            "%s is a symbolic link to nothing; restore what it links to, or delete it", file);
      }
      return true;
    }
    String actual = Sha256.of(file);
    if (!actual.equals(expected.sha256())) {
      throw new DataException(
          "%s exists but has SHA-256 %s, expected %s; delete or rename it and fetch again",
          file, actual, expected.sha256());
    }
    return false;
  }

  /** Downloads a file; false if another process has just done so. */
  private boolean download(String name, RemoteFile remote, Path file, ProgressListener listener)
      throws IOException {
    URI address =
        remote
            .address()
            .map(URI::create)
            .orElseThrow(
                () ->
                    new DataException(
                        "%s has no download URL; put it in a folder and set SEQLAB_DATA to that"
                            + " folder",
                        name));
    createFolder(file.getParent());
    try (PartFile part = PartFile.open(file)) {
      if (!isMissing(file, remote)) {
        return false;
      }
      Download download = new Download(client, route, limits, name, address);
      boolean continued = part.size() > 0;
      receive(download, part, remote, listener);
      if (continued && !isExpected(part, remote)) { // it was of another file
        part.clear();
        receive(download, part, remote, listener);
      }
      if (!isExpected(part, remote)) {
        String actual = Sha256.of(part.path());
        part.clear();
        throw new DataException(
            "%s from %s has SHA-256 %s, expected %s; the file was discarded",
            name, address, actual, remote.sha256());
      }
      part.complete();
      return true;
    }
  }

  /** Receives the rest of a file, also after interruptions as long as bytes arrive. */
  private static void receive(
      Download download, PartFile part, RemoteFile remote, ProgressListener listener)
      throws IOException {
    for (int attempt = 1; true; attempt++) {
      long before = part.size();
      try {
        download.receive(part, remote.bytes(), listener);
        return;
      } catch (FileSystemException e) { // the disk, not the connection
        throw e;
      } catch (IOException e) {
        if (attempt == ATTEMPTS || part.size() <= before) {
          throw part.size() == 0 ? e : interrupted(e, part.size());
        }
      }
    }
  }

  private static IOException interrupted(IOException e, long bytes) {
    return new IOException(
        "%s; run the command again to continue after %d bytes"
            .formatted(IoErrorMessage.of(e), bytes));
  }

  private static boolean isExpected(PartFile part, RemoteFile remote) throws IOException {
    return Sha256.of(part.path()).equals(remote.sha256());
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DataException(
          "cannot create the folder %s: %s".formatted(folder, IoErrorMessage.of(e)), e);
    }
  }
}
