package isoloss.stat;

import org.apache.commons.math3.random.MersenneTwister;

/**
 * The integers that NumPy's legacy generator draws with {@code numpy.random.seed(s)} and {@code
 * numpy.random.choice(n, size, replace=True)}: MT19937, its 32-bit outputs masked to the next power
 * of two and rejected above n - 1. For procedures whose published numbers rest on that sequence.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/random/legacy.html">NumPy, legacy
 *     generator</a>
 */
public final class NumPyChoice {
  private final MersenneTwister generator;

  /**
   * @param seed NumPy takes 0 to 2^32 - 1; of a longer seed the low 32 bits count
   */
  public NumPyChoice(long seed) {
    this.generator = new MersenneTwister((int) seed);
  }

  /** The next {@code size} integers of 0 .. n - 1; further calls go on with the sequence. */
  public int[] draw(int n, int size) {
    if (n < 1) {
      throw new IllegalArgumentException("cannot choose among " + n);
    }
    int mask = n == 1 ? 0 : -1 >>> Integer.numberOfLeadingZeros(n - 1);
    int[] chosen = new int[size];
    for (int i = 0; i < size && n > 1; i++) {
      int candidate;
      do {
        candidate = generator.nextInt() & mask;
      } while (candidate > n - 1);
      chosen[i] = candidate;
    }
    return chosen;
  }
}
