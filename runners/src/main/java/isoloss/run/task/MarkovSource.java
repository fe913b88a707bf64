package isoloss.run.task;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A stationary Markov chain of order k over V symbols, whose entropies are computed exactly from
 * its table.
 *
 * <pre>
 * h   = -sum_c pi_c sum_x P(x|c) ln P(x|c)                              entropy rate, nats per symbol
 * E_T = (1/T) sum_{t=1..T} H(X_{t+1} | X_1 .. X_t)                      best loss inside windows of T
 *     = (1/T) [ sum_{t=1..k-1} H(X_{t+1} | X_1 .. X_t) + (T - k + 1) h ]
 * </pre>
 *
 * A window begins with the chain in its stationary distribution, so the first symbols of a window
 * have less to go by and E_T is what a perfect model of context length T reaches.
 */
public final class MarkovSource {
  private static final int MOST_ROUNDS = 100_000;
  private static final double STATIONARY_TOLERANCE = 1e-15;

  private final int order;
  private final int symbols;
  private final double[][] table;

  /** {@code blocks[n]}: distribution of n successive symbols, n = 0..k; the last is stationary. */
  private final double[][] blocks;

  private final double[][] cumulative;
  private final double[] cumulativeContexts;

  /**
   * @param order k >= 1
   * @param symbols V >= 2
   * @param table V^k rows of V probabilities; the row of the context x_1 .. x_k has the number
   *     whose digits to base V are x_1 .. x_k, the oldest symbol first
   */
  public MarkovSource(int order, int symbols, double[][] table) {
    if (order < 1 || symbols < 2 || table.length != contexts(order, symbols)) {
      throw new IllegalArgumentException(
          "a table of %d rows does not fit order %d over %d symbols"
              .formatted(table.length, order, symbols));
    }
    this.order = order;
    this.symbols = symbols;
    this.table = Arrays.stream(table).map(row -> checked(row, symbols)).toArray(double[][]::new);
    this.blocks = blocks(stationary());
    this.cumulative = Arrays.stream(this.table).map(MarkovSource::sums).toArray(double[][]::new);
    this.cumulativeContexts = sums(blocks[order]);
  }

  public int order() {
    return order;
  }

  public int symbols() {
    return symbols;
  }

  /** Probability of each context, in the order of the table's rows. */
  public double[] contextProbabilities() {
    return blocks[order].clone();
  }

  /** h in nats per symbol. */
  public double entropyRate() {
    double h = 0;
    for (int context = 0; context < table.length; context++) {
      h += blocks[order][context] * entropy(table[context]);
    }
    return h;
  }

  /** {@code H(X_{t+1} | X_1 .. X_t)} in nats. */
  public double conditionalEntropy(int t) {
    if (t < 0) {
      throw new IllegalArgumentException(t + " symbols cannot be known");
    }
    return t >= order ? entropyRate() : entropy(blocks[t + 1]) - entropy(blocks[t]);
  }

  /** E_T in nats per symbol. */
  public double windowEntropy(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("a window of " + length + " symbols");
    }
    double sum = 0;
    int early = Math.min(length, order - 1);
    for (int t = 1; t <= early; t++) {
      sum += conditionalEntropy(t);
    }
    return (sum + (length - early) * entropyRate()) / length;
  }

  /** A fresh stretch of the chain, from its stationary distribution. */
  public int[] sample(int length, RandomGenerator random) {
    int[] sequence = new int[length];
    int context = draw(cumulativeContexts, random);
    for (int i = 0, rest = context; i < order; i++, rest %= contexts(order - i, symbols)) {
      if (i < length) {
        sequence[i] = rest / contexts(order - i - 1, symbols);
      }
    }
    for (int i = order; i < length; i++) {
      sequence[i] = draw(cumulative[context], random);
      context = successor(context, sequence[i]);
    }
    return sequence;
  }

  /**
   * Loss of the perfect predictor: the sum of {@code -ln P(x_{t+1} | x_1 .. x_t)}, t = 1..T, over a
   * window of T + 1 symbols, in nats.
   */
  public double bestLoss(int[] window) {
    double loss = 0;
    int context = window[0];
    for (int t = 1; t < window.length; t++) {
      loss -= Math.log(probability(context, t, window[t]));
      context = t < order ? context * symbols + window[t] : successor(context, window[t]);
    }
    return loss;
  }

  /** Probability of a symbol after {@code known} symbols with the given number. */
  private double probability(int context, int known, int symbol) {
    return known >= order
        ? table[context][symbol]
        : blocks[known + 1][context * symbols + symbol] / blocks[known][context];
  }

  private int successor(int context, int symbol) {
    return context % contexts(order - 1, symbols) * symbols + symbol;
  }

  /** Power iteration; averaging with the last round lets periodic chains converge too. */
  private double[] stationary() {
    double[] now = new double[table.length];
    Arrays.fill(now, 1.0 / now.length);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double[] next = advance(now);
      double change = 0;
      for (int i = 0; i < now.length; i++) {
        double mean = (next[i] + now[i]) / 2;
        change += Math.abs(mean - now[i]);
        now[i] = mean;
      }
      if (change < STATIONARY_TOLERANCE) {
        return normalised(now);
      }
    }
    throw new IllegalArgumentException("the chain does not settle: its contexts fall into parts");
  }

  private double[] advance(double[] distribution) {
    double[] next = new double[distribution.length];
    for (int context = 0; context < next.length; context++) {
      double mass = distribution[context];
      int base = successor(context, 0);
      for (int x = 0; x < symbols; x++) {
        next[base + x] += mass * table[context][x];
      }
    }
    return next;
  }

  /** Distributions of shorter blocks: sums over the last symbol. */
  private double[][] blocks(double[] stationary) {
    double[][] all = new double[order + 1][];
    all[order] = stationary;
    for (int n = order - 1; n >= 0; n--) {
      all[n] = new double[contexts(n, symbols)];
      for (int i = 0; i < all[n + 1].length; i++) {
        all[n][i / symbols] += all[n + 1][i];
      }
    }
    return all;
  }

  private static int draw(double[] cumulative, RandomGenerator random) {
    int found = Arrays.binarySearch(cumulative, random.nextDouble());
    return Math.min(found < 0 ? -found - 1 : found + 1, cumulative.length - 1);
  }

  /** Running sums that end with infinity after the last possible outcome. */
  private static double[] sums(double[] probabilities) {
    double[] sums = new double[probabilities.length];
    double sum = 0;
    int last = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += probabilities[i];
      sums[i] = sum;
      last = probabilities[i] > 0 ? i : last;
    }
    Arrays.fill(sums, last, sums.length, Double.POSITIVE_INFINITY);
    return sums;
  }

  private static double entropy(double[] probabilities) {
    double h = 0;
    for (double p : probabilities) {
      h -= p > 0 ? p * Math.log(p) : 0;
    }
    return h;
  }

  private static double[] checked(double[] row, int symbols) {
    double sum = Arrays.stream(row).sum();
    boolean fits = row.length == symbols && Arrays.stream(row).allMatch(p -> p >= 0);
    if (!fits || !(Math.abs(sum - 1) < 1e-9)) {
      throw new IllegalArgumentException(
          "not a distribution over %d symbols: %s".formatted(symbols, Arrays.toString(row)));
    }
    return normalised(row);
  }

  private static double[] normalised(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(w -> w / sum).toArray();
  }

  /** V^k. */
  private static int contexts(int order, int symbols) {
    int count = 1;
    for (int i = 0; i < order; i++) {
      count = Math.multiplyExact(count, symbols);
    }
    return count;
  }
}
