package io.seqlab.data.corpus;

import io.seqlab.config.task.DatasetSpec;
import io.seqlab.config.task.DatasetSpec.RemoteFile;
import io.seqlab.data.core.DataException;
import io.seqlab.storage.IoErrorMessage;
import io.seqlab.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Downloads the files of a dataset. A file is written as a {@link PartFile} and renamed only if its
 * SHA-256 matches the descriptor; existing files are never replaced. The timeout is 30 seconds
 * without data. Redirects from https to http are not followed.
 */
public final class DatasetFetcher {
  private static final long MAX_BYTES = 4L << 30;
  private static final int TIMEOUT = 30_000; // milliseconds

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

  private final UnaryOperator<URI> route;
  private final long maxBytes;

  /** Downloads over HTTPS, files up to 4 GiB. */
  public DatasetFetcher() {
    this(UnaryOperator.identity(), MAX_BYTES);
  }

  /** Downloads from the address that {@code route} returns, files up to {@code maxBytes}. */
  DatasetFetcher(UnaryOperator<URI> route, long maxBytes) {
    this.route = route;
    this.maxBytes = maxBytes;
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
        if (isMissing(file, entry.getValue())) {
          download(entry.getKey(), entry.getValue(), file, listener);
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

  private void download(String name, RemoteFile remote, Path file, ProgressListener listener)
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
    try (PartFile part = PartFile.create(file.getParent())) {
      String actual = receive(name, address, part.path(), listener);
      if (!actual.equals(remote.sha256())) {
        throw new DataException(
            "%s from %s has SHA-256 %s, expected %s; the file was discarded",
            name, address, actual, remote.sha256());
      }
      Files.move(part.path(), file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DataException(
          "cannot create the folder %s: %s".formatted(folder, IoErrorMessage.of(e)), e);
    }
  }

  /** Writes the response body to the file and returns its SHA-256. */
  private String receive(String name, URI address, Path part, ProgressListener listener)
      throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) route.apply(address).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT);
    connection.setReadTimeout(TIMEOUT);
    if (connection.getResponseCode() != 200) {
      throw new DataException(
          "cannot fetch %s: %s returned HTTP status %d",
          name, address, connection.getResponseCode());
    }
    long total = connection.getContentLengthLong();
    MessageDigest digest = Sha256.start();
    long bytes = 0;
    try (InputStream body = new DigestInputStream(connection.getInputStream(), digest);
        OutputStream out = Files.newOutputStream(part)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        bytes += read;
        if (bytes > maxBytes) {
          throw new DataException(
              "cannot fetch %s: %s sends more than %d bytes", name, address, maxBytes);
        }
        out.write(buffer, 0, read);
        listener.received(name, bytes, total);
      }
    }
    if (total >= 0 && bytes != total) {
      throw new DataException(
          "cannot fetch %s: %s closed the connection after %d of %d bytes; try again",
          name, address, bytes, total);
    }
    return Sha256.hex(digest);
  }
}
