package io.seqlab.cli.text;

import io.seqlab.config.schema.ConfigException;
import io.seqlab.storage.IoErrorMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The lines of standard input, read as the files of a task are: UTF-8, ended by LF or CRLF, without
 * a byte order mark.
 */
public final class StandardInput {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final String END =
      System.getProperty("os.name").startsWith("Windows") ? "Ctrl-Z and Enter" : "Ctrl-D";

  private final InputStream in;

  /** Number of lines read. */
  private int count;

  /** The line that is not UTF-8, if the lines before it have been returned. */
  private Optional<ConfigException> damaged = Optional.empty();

  public StandardInput() {
    this(System.in);
  }

  StandardInput(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** Says what to type, if lines come from the keyboard. */
  public static void announce(CommandSpec command, String what) {
    if (StandardStreams.inputIsTerminal()) {
      command
          .commandLine()
          .getErr()
          .println("seqlab: " + what + " and press Enter; end with " + END);
    }
  }

  /**
   * The lines that have arrived, at least one and at most {@code limit}; none at the end of input.
   *
   * @throws ConfigException if standard input cannot be read, or its next line is not UTF-8
   */
  public List<String> next(int limit) {
    if (damaged.isPresent()) {
      throw damaged.get();
    }
    List<String> lines = new ArrayList<>();
    try {
      for (String line = readLine(); line != null; line = readLine()) {
        boolean marked = count == 1 && line.startsWith(BYTE_ORDER_MARK);
        lines.add(marked ? line.substring(1) : line);
        if (lines.size() == limit || in.available() == 0) {
          break;
        }
      }
    } catch (CharacterCodingException e) {
      ConfigException damage =
          new ConfigException(
              "standard input, line %d: not valid UTF-8; convert it to UTF-8".formatted(count), e);
      if (lines.isEmpty()) {
        throw damage;
      }
      damaged = Optional.of(damage);
    } catch (IOException e) {
      throw new ConfigException("cannot read standard input: " + IoErrorMessage.of(e), e);
    }
    return lines;
  }

  /** The next line; null at the end. */
  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    if (b < 0) {
      return null;
    }
    count++;
    while (b >= 0 && b != '\n') {
      line.write(b);
      b = in.read();
    }
    String text =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.toByteArray())).toString();
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
