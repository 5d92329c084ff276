package io.seqlab.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;

/**
 * Numbers of an array within reach of Java. On the CPU they are the array's own memory, so reading
 * and writing costs nothing; on another device they are a copy, which {@link #commit} sends back.
 */
record HostArray(NDArray array, FloatBuffer values, boolean direct) {
  static HostArray of(NDArray array) {
    boolean direct = array.getDevice().equals(Device.cpu());
    return new HostArray(array, array.toByteBuffer(direct).asFloatBuffer(), direct);
  }

  /** How many numbers there are. */
  int size() {
    return values.limit();
  }

  /** Makes what was written part of the array. */
  void commit() {
    if (!direct) {
      array.set(values.rewind());
    }
  }

  /** Overwrites all numbers. */
  void fill(FloatBuffer from) {
    values.put(0, from, 0, values.limit());
    commit();
  }
}
