package isoloss.data;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A named source of randomness. {@code seed.child("label")} gives an independent seed, so that a
 * new consumer of random numbers never shifts the numbers of another, and a draw never depends on
 * the thread that makes it.
 */
public record Seed(long value) {
  private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
      RandomGeneratorFactory.of("L64X128MixRandom");

  /** The seed of the consumer with this label. */
  public Seed child(String label) {
    long hash = 0xcbf29ce484222325L; // FNV-1a, 64 bit
    for (int i = 0; i < label.length(); i++) {
      hash = (hash ^ label.charAt(i)) * 0x100000001b3L;
    }
    return new Seed(mix(value ^ mix(hash)));
  }

  /** The seed of the {@code index}-th replicate. */
  public Seed child(long index) {
    return new Seed(mix(value + 0x9e3779b97f4a7c15L * (index + 1)));
  }

  /** A fresh generator (L64X128MixRandom); two calls give generators of the same sequence. */
  public RandomGenerator generator() {
    return GENERATORS.create(value);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
