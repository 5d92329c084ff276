package io.seqlab.data.corpus;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses a gzip file (RFC 1952): one or more members, which may be followed by zeros. {@link
 * java.util.zip.GZIPInputStream} takes a damaged header of a later member for the end of the file;
 * this stream throws a {@link ZipException}, or an {@link EOFException} if a member is cut.
 */
final class GzipInput extends InputStream {
  private static final int MAGIC = 0x8b1f;
  private static final int DEFLATE = 8;

  // Flags of a header, section 2.3.1.
  private static final int HEADER_CRC = 1 << 1;
  private static final int EXTRA = 1 << 2;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;
  private static final int RESERVED = 0xe0;

  /** Modification time, extra flags and operating system, in bytes. */
  private static final int UNUSED = 6;

  private final InputStream in;
  private final CRC32 crc = new CRC32();
  private final Inflater inflater = new Inflater(true);
  private final byte[] compressed = new byte[1 << 13];

  /** Bytes of {@link #compressed} that the inflater has received. */
  private int length;

  private boolean inMember;
  private boolean ended;

  /**
   * Creates a stream.
   *
   * @param in at the start of the file; supports {@link InputStream#mark}
   */
  GzipInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] text, int offset, int size) throws IOException {
    if (size == 0) {
      return 0;
    }
    while (!ended) {
      if (!inMember) {
        startMember();
      }
      int count = inflate(text, offset, size);
      if (count > 0) {
        crc.update(text, offset, count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else {
        fill();
      }
    }
    return -1;
  }

  private int inflate(byte[] text, int offset, int size) throws ZipException {
    try {
      return inflater.inflate(text, offset, size);
    } catch (DataFormatException e) {
      throw corrupt("data");
    }
  }

  private void fill() throws IOException {
    in.mark(compressed.length);
    length = in.read(compressed);
    if (length < 0) {
      throw new EOFException();
    }
    inflater.setInput(compressed, 0, length);
  }

  private void startMember() throws IOException {
    crc.reset();
    InputStream header = new CheckedInputStream(in, crc);
    int magic = readShort(header);
    int method = readByte(header);
    int flags = readByte(header);
    if (magic != MAGIC || method != DEFLATE || (flags & RESERVED) != 0) {
      throw corrupt("header");
    }
    skip(header, UNUSED);
    if ((flags & EXTRA) != 0) {
      skip(header, readShort(header));
    }
    if ((flags & NAME) != 0) {
      skipString(header);
    }
    if ((flags & COMMENT) != 0) {
      skipString(header);
    }
    int expected = (int) crc.getValue() & 0xffff;
    if ((flags & HEADER_CRC) != 0 && readShort(header) != expected) {
      throw corrupt("header");
    }
    crc.reset();
    inflater.reset();
    inMember = true;
  }

  /** Compares checksum and size with the trailer, and looks for a next member. */
  private void endMember() throws IOException {
    in.reset();
    in.skipNBytes(length - inflater.getRemaining());
    long expected = readInt();
    long size = readInt();
    if (expected != crc.getValue() || size != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw corrupt("data");
    }
    inMember = false;
    in.mark(1);
    int next = in.read();
    if (next > 0) {
      in.reset();
    } else {
      requireZeros(next);
      ended = true;
    }
  }

  /** Bytes up to the end of the file, of which the first is given. */
  private void requireZeros(int first) throws IOException {
    for (int next = first; next >= 0; next = in.read()) {
      if (next != 0) {
        throw corrupt("header");
      }
    }
  }

  private static void skip(InputStream header, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      readByte(header);
    }
  }

  private static void skipString(InputStream header) throws IOException {
    int next;
    do {
      next = readByte(header);
    } while (next != 0);
  }

  private static int readByte(InputStream in) throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException();
    }
    return next;
  }

  private static int readShort(InputStream in) throws IOException {
    int low = readByte(in);
    return low | readByte(in) << 8;
  }

  private long readInt() throws IOException {
    long low = readShort(in);
    return low | (long) readShort(in) << 16;
  }

  private static ZipException corrupt(String what) {
    return new ZipException("corrupt " + what + " of a gzip member");
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
