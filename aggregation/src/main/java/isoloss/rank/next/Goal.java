package isoloss.rank.next;

import isoloss.stat.Normal;
import java.util.Comparator;
import java.util.stream.IntStream;

/** What further measurements are for. */
public sealed interface Goal {

  /** How much a model's variance counts, for each model. */
  double[] weights(double[] abilities, double[] variances);

  /** All scores alike: the sum of the variances of abilities. */
  record WholeRanking() implements Goal {
    @Override
    public double[] weights(double[] abilities, double[] variances) {
      return IntStream.range(0, abilities.length).mapToDouble(i -> 1).toArray();
    }
  }

  /**
   * Who belongs to the best k: a variance counts with the chance that the model changes sides,
   * {@code Phi(-|theta_i - theta_o| / sqrt(v_i + v_o))}, o the nearest model of the other side.
   */
  record Top(int k) implements Goal {
    public Top {
      if (k < 1) {
        throw new IllegalArgumentException("the best " + k);
      }
    }

    @Override
    public double[] weights(double[] abilities, double[] variances) {
      if (k >= abilities.length) {
        throw new IllegalArgumentException(
            "the best %d of %d models are all of them".formatted(k, abilities.length));
      }
      int[] order =
          IntStream.range(0, abilities.length)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -abilities[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      double[] weights = new double[abilities.length];
      for (int rank = 0; rank < order.length; rank++) {
        int model = order[rank];
        int opponent = rank < k ? order[k] : order[k - 1];
        double apart = Math.abs(abilities[model] - abilities[opponent]);
        weights[model] =
            Normal.cumulative(-apart / Math.sqrt(variances[model] + variances[opponent]));
      }
      return weights;
    }
  }
}
