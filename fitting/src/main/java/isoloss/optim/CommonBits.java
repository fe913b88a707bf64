package isoloss.optim;

import java.util.Arrays;

/**
 * How many bits a row of bits has in common with each of {@link #WIDTH} others: {@code common_j =
 * sum_w bitCount(row_w & other_jw)}. The others stand interleaved, word w of row j at {@code w *
 * WIDTH + j}, so that one instruction serves several of them.
 *
 * <p>{@link #best} is the widest form that this JVM runs; see {@link Vectorisation}.
 */
public abstract sealed class CommonBits permits CommonBitsScalar, CommonBitsVector {
  public static final int WIDTH = 32;

  public static CommonBits best() {
    return Vectorisation.isUsed() && CommonBitsVector.STRIP <= WIDTH
        ? new CommonBitsVector()
        : new CommonBitsScalar();
  }

  /**
   * @param common overwritten with {@link #WIDTH} counts
   */
  public abstract void count(long[] row, long[] interleaved, long[] common);

  /** {@link #WIDTH} rows from one on, as {@link #count} reads them; zeros where there are none. */
  public static long[] interleaved(long[][] rows, int from, int words) {
    long[] out = new long[words * WIDTH];
    for (int j = 0; j < Math.min(WIDTH, rows.length - from); j++) {
      for (int w = 0; w < words; w++) {
        out[w * WIDTH + j] = rows[from + j][w];
      }
    }
    return out;
  }

  static void clear(long[] common) {
    Arrays.fill(common, 0, WIDTH, 0);
  }
}
