package io.seqlab.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;

/**
 * The values of an array as a Java buffer. On the CPU the buffer is the memory of the array itself;
 * on another device it is a copy, which {@link #commit} writes back.
 */
record HostArray(NDArray array, FloatBuffer values, boolean direct) {
  /** The bits of a float that are all set if it is NaN or infinite. */
  private static final int EXPONENT = 0x7f80_0000;

  static HostArray of(NDArray array) {
    boolean direct = array.getDevice().equals(Device.cpu());
    return new HostArray(array, array.toByteBuffer(direct).asFloatBuffer(), direct);
  }

  /** Number of values. */
  int size() {
    return values.limit();
  }

  /** Whether no value is NaN or infinite. */
  boolean isFinite() {
    int notFinite = 0;
    for (int i = 0; i < values.limit(); i++) {
      int exponent = Float.floatToRawIntBits(values.get(i)) & EXPONENT;
      notFinite |= exponent == EXPONENT ? 1 : 0;
    }
    return notFinite == 0;
  }

  /** Writes changes of the buffer to the array. */
  void commit() {
    if (!direct) {
      array.set(values.rewind());
    }
  }

  /** Overwrites all values. */
  void copyFrom(FloatBuffer from) {
    values.put(0, from, 0, values.limit());
    commit();
  }
}
