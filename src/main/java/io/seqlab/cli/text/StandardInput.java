package io.seqlab.cli.text;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.storage.IoErrorMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of standard input, read as the files of a task are: UTF-8, ended by LF or CRLF, without
 * a byte order mark.
 */
public final class StandardInput {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final BufferedReader in =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder()));

  /** Number of lines read. */
  private int count;

  /**
   * The lines that have arrived, at least one and at most {@code limit}; none at the end of input.
   *
   * @throws ConfigException if standard input cannot be read or is not UTF-8
   */
  public List<String> next(int limit) {
    List<String> lines = new ArrayList<>();
    try {
      for (String line = readLine(); line != null; line = readLine()) {
        boolean marked = count == 0 && line.startsWith(BYTE_ORDER_MARK);
        lines.add(marked ? line.substring(1) : line);
        count++;
        if (lines.size() == limit || !in.ready()) {
          break;
        }
      }
      return lines;
    } catch (CharacterCodingException e) {
      throw new ConfigException(
          "standard input, after line %d: not valid UTF-8; convert it to UTF-8".formatted(count),
          e);
    } catch (IOException e) {
      throw new ConfigException("cannot read standard input: " + IoErrorMessage.of(e), e);
    }
  }

  /** The next line; null at the end. */
  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      line.append((char) c);
      c = in.read();
    }
    int last = line.length() - 1;
    return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
  }
}
