package isoloss.law.mixture;

import isoloss.data.Values;
import isoloss.optim.Objective;
import java.util.Arrays;
import java.util.List;

/**
 * The weighted mean of the losses of the domains as a function of the mixture; convex.
 *
 * @param weights one per law, adding up to 1
 */
record MeanLoss(List<MixingLaw> laws, Values weights) implements Objective {
  MeanLoss {
    laws = List.copyOf(laws);
  }

  @Override
  public int dimension() {
    return laws.getFirst().rates().size();
  }

  @Override
  public double value(double[] mixture, double[] gradient) {
    Arrays.fill(gradient, 0);
    double sum = 0;
    for (int i = 0; i < laws.size(); i++) {
      MixingLaw law = laws.get(i);
      double reducible = law.reducible(mixture);
      sum += weights.get(i) * (law.floor() + reducible);
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] += weights.get(i) * reducible * law.rates().get(j);
      }
    }
    return sum;
  }
}
