package isoloss.law.projektor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import isoloss.data.Values;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SinkhornTest {
  private static double[][] cost(int size, long seed) {
    RandomGenerator random = new Seed(seed).generator();
    double[][] cost = new double[size][];
    for (int i = 0; i < size; i++) {
      cost[i] = random.doubles(size, 0, 1).toArray();
    }
    return cost;
  }

  /** The least mean cost over all assignments. */
  private static double assignment(double[][] cost, boolean[] used, int row) {
    if (row == cost.length) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < cost.length; j++) {
      if (!used[j]) {
        used[j] = true;
        double rest = assignment(cost, used, row + 1);
        least = Math.min(least, cost[row][j] / cost.length + rest);
        used[j] = false;
      }
    }
    return least;
  }

  @Test
  void aSmallPenaltyGivesTheBestAssignmentAndTheMarginalsHold() {
    for (long seed = 1; seed <= 5; seed++) {
      double[][] cost = cost(6, seed);
      double exact = assignment(cost, new boolean[6], 0);
      double epsilon = 1e-2;
      Sinkhorn.Transport found =
          Sinkhorn.withEpsilon(epsilon)
              .between(cost, ClassAwareCost.even(6), ClassAwareCost.even(6));
      assertThat(found.marginalError()).isLessThan(1e-5);
      double[] columns = new double[6];
      for (Values row : found.coupling()) {
        assertThat(row.stream().sum()).isCloseTo(1.0 / 6, within(1e-9));
        assertThat(row.stream().min().orElseThrow()).isGreaterThanOrEqualTo(0);
        for (int j = 0; j < 6; j++) {
          columns[j] += row.get(j);
        }
      }
      for (double sum : columns) {
        assertThat(sum).isCloseTo(1.0 / 6, within(1e-9));
      }
      assertThat(found.cost()).isBetween(exact - 1e-9, exact + epsilon * Math.log(6));
    }
  }

  private static LabelledSamples source(double centre, int samples, long seed) {
    RandomGenerator random = new Seed(seed).generator();
    double[][] features = new double[samples][];
    int[] labels = new int[samples];
    for (int i = 0; i < samples; i++) {
      labels[i] = i % 2;
      features[i] =
          new double[] {centre + random.nextGaussian(), 3 * labels[i] + random.nextGaussian()};
    }
    return new LabelledSamples(features, labels);
  }

  private static SourceTransport sources() {
    return SourceTransport.of(
        List.of(source(0, 8, 1), source(1, 8, 2), source(4, 8, 3)),
        source(0.5, 10, 4),
        new ClassAwareCost(1, Sinkhorn.withEpsilon(0.05)),
        Sinkhorn.withEpsilon(0.1));
  }

  @Test
  void theGradientByTheMixtureIsThatOfDifferences() {
    SourceTransport transport = sources();
    double[] mixture = {0.5, 0.3, 0.2};
    double[] gradient = new double[3];
    transport.value(mixture, gradient);
    double step = 1e-5;
    for (int i = 0; i < 3; i++) {
      int j = (i + 1) % 3;
      double[] up = mixture.clone();
      double[] down = mixture.clone();
      up[i] += step;
      up[j] -= step;
      down[i] -= step;
      down[j] += step;
      double slope =
          (transport.value(up, new double[3]) - transport.value(down, new double[3])) / (2 * step);
      assertThat(gradient[i] - gradient[j]).isCloseTo(slope, within(1e-6));
    }
  }

  @Test
  void theAuthorsGradientIsTheSameUpToItsFactorWhereAllSamplesWeighAlike() {
    SourceTransport transport = sources();
    double[] even = {1.0 / 3, 1.0 / 3, 1.0 / 3};
    double[] gradient = new double[3];
    transport.value(even, gradient);
    double[] authors = transport.calibratedGradient(even);
    for (int i = 0; i < 3; i++) {
      assertThat(authors[i]).isCloseTo(gradient[i] * 24 / 16, within(1e-9));
    }
  }

  @Test
  void labelsKeepClassesApart() {
    LabelledSamples first = source(0, 8, 7);
    LabelledSamples second = source(0, 8, 8);
    double[][] plain = new ClassAwareCost(0, Sinkhorn.withEpsilon(0.05)).between(first, second);
    double[][] aware = new ClassAwareCost(2, Sinkhorn.withEpsilon(0.05)).between(first, second);
    assertThat(aware[0][1] - plain[0][1]).isGreaterThan(aware[0][0] - plain[0][0]);
  }
}
