package isoloss.law.projektor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The ground cost between labelled samples: the Euclidean distance of their features plus {@code
 * labelWeight} times the distance of their classes, which is itself the transport cost between the
 * features of the two classes. So two sources are near when like samples carry like labels.
 *
 * @param labelWeight 0 ignores the labels
 * @param sinkhorn of the transport between classes
 * @see <a href="https://arxiv.org/abs/2002.02923">Alvarez-Melis and Fusi (2020), Geometric Dataset
 *     Distances via Optimal Transport</a>, who square both distances
 */
public record ClassAwareCost(double labelWeight, Sinkhorn sinkhorn) {
  public ClassAwareCost {
    if (!(labelWeight >= 0)) {
      throw new IllegalArgumentException("label weight " + labelWeight + " is negative");
    }
  }

  /** One row per sample of the first, one column per sample of the second. */
  public double[][] between(LabelledSamples first, LabelledSamples second) {
    Map<Long, Double> classDistances = new HashMap<>();
    double[][] cost = new double[first.size()][second.size()];
    for (int i = 0; i < first.size(); i++) {
      for (int j = 0; j < second.size(); j++) {
        cost[i][j] = distance(first.feature(i), second.feature(j));
        if (labelWeight > 0) {
          long pair = ((long) first.label(i) << Integer.SIZE) ^ (second.label(j) & 0xffffffffL);
          int from = first.label(i);
          int to = second.label(j);
          cost[i][j] +=
              labelWeight
                  * classDistances.computeIfAbsent(
                      pair, key -> ofClasses(first.ofClass(from), second.ofClass(to)));
        }
      }
    }
    return cost;
  }

  private double ofClasses(double[][] first, double[][] second) {
    double[][] cost = new double[first.length][second.length];
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < second.length; j++) {
        cost[i][j] = distance(first[i], second[j]);
      }
    }
    return sinkhorn.between(cost, even(first.length), even(second.length)).cost();
  }

  static double[] even(int size) {
    double[] weights = new double[size];
    Arrays.fill(weights, 1.0 / size);
    return weights;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
