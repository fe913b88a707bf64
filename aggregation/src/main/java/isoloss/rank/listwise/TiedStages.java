package isoloss.rank.listwise;

import isoloss.optim.SymmetricTiles;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Davidson and Luce's orderings with ties: at each stage the tied set C is chosen from those left,
 * A, with probability {@code f(C) / sum_k sum_{|S| = k} f(S)}, where {@code f(S) = delta_|S|
 * (prod_{i in S} w_i)^(1/|S|)} and {@code delta_1 = 1}. A stage with one model left is certain.
 *
 * <p>The sums over sets of k are elementary symmetric polynomials of {@code w_i^(1/k)}, by the
 * recurrence {@code E_q += u E_{q-1}}. The family is exponential in {@code (theta, ln delta)} with
 * the statistics {@code 1[i in C]/|C|} and {@code 1[|C| = k]}: the gradient is observed less
 * expected and the information their covariance.
 *
 * @param orders the tie orders that occur, ascending, without 1; parameter {@code models + t} is
 *     {@code ln delta} of {@code orders[t]}
 * @see <a href="https://doi.org/10.1007/s00180-020-00959-3">Turner, van Etten, Firth and Kosmidis
 *     (2020), Modelling rankings in R: the PlackettLuce package</a>
 */
record TiedStages(int models, int[] orders) implements ListLikelihood {

  @Override
  public int parameters() {
    return models + orders.length;
  }

  /** The sets that might have been chosen at a stage. */
  private final class Stage {
    final int[] left;
    final double[] strength;
    final double shift;

    /** By place in {@code sizes}: the sum of f over sets of that size, relative to the shift. */
    final double[] sums;

    final int[] sizes;
    final double total;

    Stage(Ordering ordering, int from, double[] parameters) {
      left = Arrays.copyOfRange(ordering.models(), from, ordering.models().length);
      shift = Arrays.stream(left).mapToDouble(i -> parameters[i]).max().orElseThrow();
      strength = Arrays.stream(left).mapToDouble(i -> Math.exp(parameters[i] - shift)).toArray();
      sizes =
          IntStream.concat(IntStream.of(1), Arrays.stream(orders))
              .filter(k -> k <= left.length)
              .toArray();
      sums = new double[sizes.length];
      double all = 0;
      for (int z = 0; z < sizes.length; z++) {
        sums[z] = delta(z, parameters) * polynomial(roots(sizes[z]), sizes[z], -1, -1);
        all += sums[z];
      }
      total = all;
    }

    double delta(int place, double[] parameters) {
      return place == 0 ? 1 : Math.exp(parameters[models + place - 1]);
    }

    /** {@code w^(1/k)}. */
    double[] roots(int k) {
      return k == 1 ? strength : Arrays.stream(strength).map(w -> Math.pow(w, 1.0 / k)).toArray();
    }

    /** The elementary symmetric polynomial of a degree, two places left out. */
    static double polynomial(double[] u, int degree, int without, int nor) {
      double[] e = new double[degree + 1];
      e[0] = 1;
      for (int i = 0; i < u.length; i++) {
        if (i != without && i != nor) {
          for (int q = degree; q > 0; q--) {
            e[q] += u[i] * e[q - 1];
          }
        }
      }
      return e[degree];
    }

    /** Probability that i is in a chosen set of the size at this place. */
    double chosen(int i, int place, double[] u, double[] parameters) {
      int k = sizes[place];
      return delta(place, parameters) * u[i] * polynomial(u, k - 1, i, -1) / total;
    }

    /** Probability that both are. */
    double chosen(int i, int j, int place, double[] u, double[] parameters) {
      int k = sizes[place];
      return k < 2
          ? 0
          : delta(place, parameters) * u[i] * u[j] * polynomial(u, k - 2, i, j) / total;
    }
  }

  private int place(int size) {
    int at = Arrays.binarySearch(orders, size);
    if (at < 0) {
      throw new IllegalStateException("no parameter for ties of " + size);
    }
    return at;
  }

  @Override
  public double value(Ordering ordering, double[] parameters) {
    double value = 0;
    for (int t = 0; t < ordering.groups(); t++) {
      int from = ordering.start(t);
      if (ordering.models().length - from < 2) {
        break;
      }
      Stage stage = new Stage(ordering, from, parameters);
      int size = ordering.size(t);
      double mean = 0;
      for (int k = from; k < ordering.ends()[t]; k++) {
        mean += (parameters[ordering.models()[k]] - stage.shift) / size;
      }
      value += mean + (size > 1 ? parameters[models + place(size)] : 0) - Math.log(stage.total);
    }
    return value;
  }

  @Override
  public void addGradient(Ordering ordering, double[] parameters, double scale, double[] gradient) {
    for (int t = 0; t < ordering.groups(); t++) {
      int from = ordering.start(t);
      if (ordering.models().length - from < 2) {
        break;
      }
      int size = ordering.size(t);
      for (int k = from; k < ordering.ends()[t]; k++) {
        gradient[ordering.models()[k]] += scale / size;
      }
      if (size > 1) {
        gradient[models + place(size)] += scale;
      }
      Stage stage = new Stage(ordering, from, parameters);
      double[] expected = expected(stage, parameters);
      for (int i = 0; i < stage.left.length; i++) {
        gradient[stage.left[i]] -= scale * expected[i];
      }
      for (int z = 1; z < stage.sizes.length; z++) {
        gradient[models + z - 1] -= scale * stage.sums[z] / stage.total;
      }
    }
  }

  /** Of the statistics {@code 1[i in C]/|C|} of those left. */
  private static double[] expected(Stage stage, double[] parameters) {
    double[] expected = new double[stage.left.length];
    for (int z = 0; z < stage.sizes.length; z++) {
      double[] u = stage.roots(stage.sizes[z]);
      for (int i = 0; i < expected.length; i++) {
        expected[i] += stage.chosen(i, z, u, parameters) / stage.sizes[z];
      }
    }
    return expected;
  }

  @Override
  public void addInformation(
      Ordering ordering, double[] parameters, double scale, SymmetricTiles information) {
    for (int t = 0; t < ordering.groups(); t++) {
      int from = ordering.start(t);
      if (ordering.models().length - from < 2) {
        break;
      }
      addStage(new Stage(ordering, from, parameters), parameters, scale, information);
    }
  }

  private void addStage(
      Stage stage, double[] parameters, double scale, SymmetricTiles information) {
    double[] expected = expected(stage, parameters);
    for (int i = 0; i < stage.left.length; i++) {
      for (int j = 0; j <= i; j++) {
        information.add(stage.left[i], stage.left[j], -scale * expected[i] * expected[j]);
      }
    }
    for (int z = 0; z < stage.sizes.length; z++) {
      int k = stage.sizes[z];
      double[] u = stage.roots(k);
      double ofSize = stage.sums[z] / stage.total;
      for (int i = 0; i < stage.left.length; i++) {
        double in = stage.chosen(i, z, u, parameters);
        information.add(stage.left[i], stage.left[i], scale * in / (k * (double) k));
        if (z > 0) {
          information.add(stage.left[i], models + z - 1, scale * (in / k - expected[i] * ofSize));
        }
        for (int j = 0; j < i; j++) {
          information.add(
              stage.left[i],
              stage.left[j],
              scale * stage.chosen(i, j, z, u, parameters) / (k * (double) k));
        }
      }
      for (int y = 1; z > 0 && y <= z; y++) {
        double other = stage.sums[y] / stage.total;
        information.add(
            models + z - 1, models + y - 1, scale * ((y == z ? ofSize : 0) - ofSize * other));
      }
    }
  }
}
