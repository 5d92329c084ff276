package io.seqlab.campaign;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** An HTTPS server on this machine whose answers are written byte by byte, right or wrong. */
final class FaultyServer implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private final SSLServerSocket socket;
  private final Path keys;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** Writes an answer; the connection is closed afterwards. */
  @FunctionalInterface
  interface Answer {
    void write(Socket socket, OutputStream out) throws Exception;
  }

  private FaultyServer(SSLServerSocket socket, Path keys) {
    this.socket = socket;
    this.keys = keys;
  }

  static FaultyServer start(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path keys = folder.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    new ProcessBuilder(
            keytool,
            "-genkeypair",
            "-alias",
            "s",
            "-keyalg",
            "EC",
            "-validity",
            "30",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost",
            "-storetype",
            "PKCS12",
            "-keystore",
            keys.toString(),
            "-storepass",
            PASSWORD)
        .redirectErrorStream(true)
        .start()
        .waitFor();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(keys.toFile())) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    InetAddress localhost = InetAddress.getByName("localhost");
    FaultyServer server =
        new FaultyServer(
            (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, localhost),
            keys);
    Thread thread = new Thread(server::accept, "faulty server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  /** JVM options with which a client trusts this server. */
  String[] trust() {
    return new String[] {
      "-Djavax.net.ssl.trustStore=" + keys, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD
    };
  }

  /** The address at which this answer is given. */
  String address(String name, Answer answer) {
    answers.put("/" + name, answer);
    return "https://localhost:%d/%s".formatted(socket.getLocalPort(), name);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread thread = new Thread(() -> answer(client));
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void answer(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      StringBuilder request = new StringBuilder();
      while (request.indexOf("\r\n\r\n") < 0) {
        int read = in.read();
        if (read < 0) {
          return;
        }
        request.append((char) read);
      }
      answers.get(request.toString().split(" ", -1)[1]).write(client, client.getOutputStream());
    } catch (Exception e) {
      // The client has closed the connection, as it does after a fault.
    }
  }

  /** An answer of these bytes. */
  static Answer of(String text) {
    return (socket, out) -> {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
