package io.seqlab.result.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The frame around each record of a TFRecord file, all numbers little-endian:
 *
 * <pre>
 * uint64 length, uint32 masked CRC-32C of the length, data, uint32 masked CRC-32C of the data
 * </pre>
 *
 * <p>A reader knows a record that a kill has cut off by it.
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

  /** Rotated and shifted, so that a checksum of data that holds checksums stays a good one. */
  private static int checksum(byte[] data, int length) {
    CRC32C crc = new CRC32C();
    crc.update(data, 0, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }
}
