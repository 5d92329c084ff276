package io.seqlab.result.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** A list of numbers, each in the fewest bytes that all of them need: 1, 2 or 4 for integers. */
final class Numbers {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.nativeOrder());

  private final int width;
  private final byte[] bytes;

  private Numbers(int width, byte[] bytes) {
    this.width = width;
    this.bytes = bytes;
  }

  static Numbers of(int size, IntToDoubleFunction values) {
    int width = 1;
    for (int i = 0; i < size; i++) {
      width = Math.max(width, width(values.applyAsDouble(i)));
    }
    byte[] bytes = new byte[Math.multiplyExact(size, width)];
    for (int i = 0; i < size; i++) {
      double x = values.applyAsDouble(i);
      switch (width) {
        case 1 -> bytes[i] = (byte) x;
        case 2 -> SHORT.set(bytes, 2 * i, (short) x);
        case 4 -> INT.set(bytes, 4 * i, (int) x);
        default -> DOUBLE.set(bytes, 8 * i, x);
      }
    }
    return new Numbers(width, bytes);
  }

  private static int width(double x) {
    if (x == (byte) x) {
      return x == 0 && 1 / x < 0 ? Double.BYTES : 1; // −0 is no integer
    }
    return x == (short) x ? Short.BYTES : x == (int) x ? Integer.BYTES : Double.BYTES;
  }

  int size() {
    return bytes.length / width;
  }

  double get(int i) {
    return switch (width) {
      case 1 -> bytes[i];
      case 2 -> (short) SHORT.get(bytes, 2 * i);
      case 4 -> (int) INT.get(bytes, 4 * i);
      default -> (double) DOUBLE.get(bytes, 8 * i);
    };
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Numbers same
            && same.width == width
            && Arrays.equals(same.bytes, bytes));
  }

  @Override
  public int hashCode() {
    return 31 * width + Arrays.hashCode(bytes);
  }
}
