package io.seqlab.result.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Frames a record of a TFRecord file; all numbers are little-endian:
 *
 * <pre>
 * uint64 length, uint32 masked CRC-32C of the length, data, uint32 masked CRC-32C of the data
 * </pre>
 *
 * <p>With it, a reader detects a record truncated by a kill.
 */
final class TfRecord {
  private TfRecord() {}

  static byte[] frame(byte[] data) {
    ByteBuffer frame =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(data.length);
    frame.putInt(checksum(frame.array(), Long.BYTES));
    frame.put(data);
    frame.putInt(checksum(data, data.length));
    return frame.array();
  }

  /** Masked CRC-32C: rotation and offset keep the CRC of data that contains CRCs reliable. */
  private static int checksum(byte[] data, int length) {
    CRC32C crc = new CRC32C();
    crc.update(data, 0, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }
}
