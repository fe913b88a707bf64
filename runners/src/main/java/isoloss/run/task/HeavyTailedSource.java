package isoloss.run.task;

import isoloss.data.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The recipe of the default source: a first-order chain whose symbols have Zipf frequencies and
 * whose every symbol has a peaked law of what follows.
 *
 * <pre>
 * P(x|c) = w q(x) + (1 - w) sum_{j=1..m} r^(j-1) [x = s_cj] / sum_{j=1..m} r^(j-1),   q(x) ~ x^-a
 * s_cj drawn independently from q;  a = 1, w = 0.1, m = 6, r = 0.6
 * </pre>
 *
 * A model learns the laws of frequent symbols first, so its loss falls smoothly: rare ones need
 * many training tokens, and each needs its share of parameters. Order one keeps the two effects
 * clean: with a longer context tiny models must first discover attention to the symbol before,
 * which they do at a random moment, and losses no longer fall monotonically with N and D. For order
 * one the window entropy E_T is the entropy rate itself.
 */
final class HeavyTailedSource {
  private static final double ZIPF_EXPONENT = 1;
  private static final double BACKGROUND = 0.1;
  private static final int FAVOURITES = 6;
  private static final double FAVOURITE_RATIO = 0.6;

  private HeavyTailedSource() {}

  static MarkovSource of(int symbols, Seed seed) {
    double[] frequencies = zipf(symbols);
    double[][] table = new double[symbols][];
    for (int context = 0; context < symbols; context++) {
      table[context] = law(frequencies, seed.child(context).generator());
    }
    return new MarkovSource(1, symbols, table);
  }

  private static double[] law(double[] frequencies, RandomGenerator random) {
    double share = (1 - FAVOURITE_RATIO) / (1 - Math.pow(FAVOURITE_RATIO, FAVOURITES));
    double[] law = Arrays.stream(frequencies).map(q -> BACKGROUND * q).toArray();
    for (int j = 0; j < FAVOURITES; j++) {
      law[draw(frequencies, random)] += (1 - BACKGROUND) * share * Math.pow(FAVOURITE_RATIO, j);
    }
    return law;
  }

  private static int draw(double[] probabilities, RandomGenerator random) {
    double rest = random.nextDouble();
    int x = 0;
    while (x < probabilities.length - 1 && rest >= probabilities[x]) {
      rest -= probabilities[x++];
    }
    return x;
  }

  private static double[] zipf(int symbols) {
    double[] weights = new double[symbols];
    Arrays.setAll(weights, i -> Math.pow(i + 1.0, -ZIPF_EXPONENT));
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(w -> w / sum).toArray();
  }
}
