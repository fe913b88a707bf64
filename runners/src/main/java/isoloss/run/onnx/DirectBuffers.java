package isoloss.run.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** Buffers outside the heap, which ONNX Runtime reads and writes in place. */
public final class DirectBuffers {
  private DirectBuffers() {}

  public static FloatBuffer floats(int size) {
    // a zero-length tensor still needs an address
    return bytes(Math.max(1, size) * Float.BYTES).asFloatBuffer().slice(0, size);
  }

  public static LongBuffer longs(int size) {
    return bytes(Math.max(1, size) * Long.BYTES).asLongBuffer().slice(0, size);
  }

  /** A copy of the values. */
  public static LongBuffer longs(long[] values) {
    return longs(values.length).put(0, values);
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }
}
