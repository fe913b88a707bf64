package isoloss.optim;

/** Word by word with {@link Long#bitCount}. */
final class CommonBitsScalar extends CommonBits {

  @Override
  public void count(long[] row, long[] interleaved, long[] common) {
    clear(common);
    for (int w = 0; w < row.length; w++) {
      for (int j = 0; j < WIDTH; j++) {
        common[j] += Long.bitCount(row[w] & interleaved[w * WIDTH + j]);
      }
    }
  }
}
