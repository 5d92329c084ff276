package io.seqlab.data.text;

import io.seqlab.data.core.DataException;
import io.seqlab.storage.IoErrorMessage;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ObjLongConsumer;

/**
 * Exact counts of the tokens of a text in bounded memory. When too many different tokens are in
 * memory, their counts are written to a temporary file in the order of the tokens; in the end the
 * files are merged.
 */
public final class TokenCounts implements AutoCloseable {
  private static final int MAX_TOKENS = 300_000;
  private static final int BUFFER = 1 << 16;

  private final int maxTokens;
  private final Map<String, Long> counts = new HashMap<>();
  private final List<Path> files = new ArrayList<>();

  public TokenCounts() {
    this(MAX_TOKENS);
  }

  /** Counts with at most this many different tokens in memory. */
  TokenCounts(int maxTokens) {
    this.maxTokens = maxTokens;
  }

  /** Adds the tokens of a sentence. */
  public void add(List<String> sentence) {
    for (String token : sentence) {
      counts.merge(token, 1L, Long::sum);
      if (counts.size() > maxTokens) {
        write();
      }
    }
  }

  private void write() {
    try {
      Path file = Files.createTempFile("seqlab-tokens-", ".tmp");
      files.add(file);
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
        for (String token : counts.keySet().stream().sorted().toList()) {
          byte[] text = token.getBytes(StandardCharsets.UTF_8);
          out.writeInt(text.length);
          out.write(text);
          out.writeLong(counts.get(token));
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
    counts.clear();
  }

  private static DataException failed(IOException e) {
    return new DataException(
        "cannot keep the counts of tokens in the folder of temporary files: "
            + IoErrorMessage.of(e)
            + "; choose another with SEQLAB_JAVA_OPTS=-Djava.io.tmpdir=DIR",
        e);
  }

  /** Passes every token once, with its count, in no particular order. */
  void forEach(ObjLongConsumer<String> consumer) {
    if (files.isEmpty()) {
      counts.forEach(consumer::accept);
      return;
    }
    if (!counts.isEmpty()) {
      write();
    }
    PriorityQueue<Cursor> cursors = new PriorityQueue<>(Comparator.comparing(Cursor::token));
    try {
      for (Path file : files) {
        cursors.add(new Cursor(file));
      }
      while (!cursors.isEmpty()) {
        String token = cursors.peek().token();
        long count = 0;
        while (!cursors.isEmpty() && cursors.peek().token().equals(token)) {
          Cursor cursor = cursors.remove();
          count += cursor.count;
          if (cursor.next()) {
            cursors.add(cursor);
          }
        }
        consumer.accept(token, count);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** A place in a file, which is closed at its end. */
  private static final class Cursor {
    private final DataInputStream in;
    private String token;
    private long count;

    Cursor(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
      next();
    }

    String token() {
      return token;
    }

    /** Reads the next token; false at the end. */
    boolean next() throws IOException {
      try {
        token = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        count = in.readLong();
        return true;
      } catch (EOFException e) {
        in.close();
        return false;
      }
    }
  }

  @Override
  public void close() {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        file.toFile().deleteOnExit();
      }
    }
  }
}
