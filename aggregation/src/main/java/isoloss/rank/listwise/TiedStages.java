package isoloss.rank.listwise;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Davidson and Luce's orderings with ties: at each stage the tied set C is chosen from those left,
 * A, with probability {@code f(C) / sum_k sum_{|S| = k} f(S)}, where {@code f(S) = delta_|S|
 * (prod_{i in S} w_i)^(1/|S|)} and {@code delta_1 = 1}. A stage with one model left is certain.
 * Numbers of models that never tied have no delta: theirs is 0.
 *
 * <p>The family is exponential in {@code (theta, ln delta)} with the statistics {@code 1[i in
 * C]/|C|} and {@code 1[|C| = k]}: the gradient is observed less expected, the information the sum
 * of their covariances over stages. Expectations come from {@link SetSums}, all stages of an
 * ordering at once: the gradient takes {@code m K^2} steps and the information {@code m^2 K^2 + m^3
 * / 6}, for m models and ties of up to K.
 *
 * @param sizes how many models can be chosen together, ascending, 1 the first; parameter {@code
 *     models + z - 1} is {@code ln delta} of {@code sizes[z]}
 * @see <a href="https://doi.org/10.1007/s00180-020-00959-3">Turner, van Etten, Firth and Kosmidis
 *     (2020), Modelling rankings in R: the PlackettLuce package</a>
 */
record TiedStages(int models, int[] sizes) implements ListLikelihood {

  /** With a parameter for every number of models that tied. */
  static TiedStages of(int models, List<Ordering> orderings) {
    int[] sizes =
        IntStream.concat(
                IntStream.of(1), orderings.stream().flatMapToInt(TiedStages::sizesOfStages))
            .distinct()
            .sorted()
            .toArray();
    return new TiedStages(models, sizes);
  }

  /** How many models are chosen at each stage that is a choice. */
  static IntStream sizesOfStages(Ordering ordering) {
    return IntStream.iterate(0, ordering::isChoice, ordering::firstWorse)
        .map(place -> ordering.firstWorse(place) - place);
  }

  @Override
  public int parameters() {
    return models + sizes.length - 1;
  }

  private int place(int size) {
    return Arrays.binarySearch(sizes, size);
  }

  /**
   * Where the search starts: equal strengths, and deltas that would give as many ties as there are
   * if ties took nothing from single choices.
   */
  double[] start(List<Ordering> orderings) {
    double[] tied = new double[sizes.length];
    double[] sets = new double[sizes.length];
    for (Ordering each : orderings) {
      for (int a = 0; each.isChoice(a); a = each.firstWorse(a)) {
        tied[place(each.firstWorse(a) - a)] += each.weight();
        double possible = 1; // sets of z among those left, for each of those left
        int left = each.size() - a;
        for (int z = 1; z < sizes.length && sizes[z] <= left; z++) {
          for (int size = sizes[z - 1]; size < sizes[z]; size++) {
            possible *= (left - size) / (size + 1.0);
          }
          sets[z] += each.weight() * possible;
        }
      }
    }
    double[] start = new double[parameters()];
    for (int z = 1; z < sizes.length; z++) {
      start[models + z - 1] = Math.log(tied[z] / sets[z]);
    }
    return start;
  }

  @Override
  public At at(double[] point) {
    double[][] roots = new double[sizes.length][];
    double[] delta = new double[sizes.length];
    for (int z = 0; z < sizes.length; z++) {
      roots[z] = ListLikelihood.relativeStrengths(point, models, sizes[z]);
      delta[z] = z == 0 ? 1 : Math.exp(point[models + z - 1]);
    }
    return new Point(this, roots, delta);
  }

  /**
   * @param roots by size and model: relative {@code w^(1/size)}
   * @param delta by size
   */
  record Point(TiedStages likelihood, double[][] roots, double[] delta) implements At {

    @Override
    public double value(Ordering ordering) {
      OrderingSets sets = new OrderingSets(ordering, roots, delta, likelihood.sizes);
      double value = 0;
      for (int a = 0; ordering.isChoice(a); a = ordering.firstWorse(a)) {
        int size = ordering.firstWorse(a) - a;
        int z = likelihood.place(size);
        double chosen = Math.log(delta[z]);
        for (int k = a; k < a + size; k++) {
          chosen += Math.log(roots[z][ordering.model(k)]);
        }
        value += chosen - Math.log(sets.total(a));
      }
      return value;
    }

    @Override
    public void addGradient(Ordering ordering, double scale, double[] gradient) {
      OrderingSets sets = new OrderingSets(ordering, roots, delta, likelihood.sizes);
      for (int a = 0; ordering.isChoice(a); a = ordering.firstWorse(a)) {
        int size = ordering.firstWorse(a) - a;
        for (int k = a; k < a + size; k++) {
          gradient[ordering.model(k)] += scale / size;
        }
        if (size > 1) {
          gradient[likelihood.models + likelihood.place(size) - 1] += scale;
        }
      }
      double[][] chances = sets.chancesOfSizes();
      for (int z = 0; z < chances.length; z++) {
        double[] included = sets.included(z, chances[z]);
        for (int k = 0; k < ordering.size(); k++) {
          gradient[ordering.model(k)] -=
              scale * included[ordering.size() - k] / likelihood.sizes[z];
        }
        if (z > 0) {
          gradient[likelihood.models + z - 1] -= scale * Arrays.stream(chances[z]).sum();
        }
      }
    }

    @Override
    public void addInformation(Ordering ordering, double scale, double[][] information) {
      OrderingSets sets = new OrderingSets(ordering, roots, delta, likelihood.sizes);
      double[][] chances = sets.chancesOfSizes();
      for (int z = 0; z < chances.length; z++) {
        addProducts(ordering, sets, z, chances[z], scale, information);
      }
      for (int a = 0; ordering.isChoice(a); a = ordering.firstWorse(a)) {
        subtractSquare(ordering, sets, a, chances, scale, information);
      }
    }

    /** Expected products of two statistics, summed over stages. */
    private void addProducts(
        Ordering ordering,
        OrderingSets sets,
        int z,
        double[] chances,
        double scale,
        double[][] information) {
      int m = ordering.size();
      int size = likelihood.sizes[z];
      double[] included = sets.included(z, chances);
      for (int p = 1; p <= m; p++) {
        int model = ordering.model(m - p);
        information[model][model] += scale * included[p] / (size * (double) size);
        if (z > 0) {
          information[model][likelihood.models + z - 1] += scale * included[p] / size;
        }
      }
      if (z > 0) {
        int tie = likelihood.models + z - 1;
        information[tie][tie] += scale * Arrays.stream(chances).sum();
        sets.pairs(
            z,
            chances,
            (p, r, both) ->
                information[ordering.model(m - p)][ordering.model(m - r)] +=
                    scale * both / (size * (double) size));
      }
    }

    /** The expectations of one stage, multiplied with each other. */
    private void subtractSquare(
        Ordering ordering,
        OrderingSets sets,
        int a,
        double[][] chances,
        double scale,
        double[][] information) {
      int m = ordering.size();
      int left = m - a;
      int[] parameter = new int[left + likelihood.sizes.length - 1];
      double[] expected = new double[parameter.length];
      for (int k = a; k < m; k++) {
        parameter[k - a] = ordering.model(k);
      }
      for (int z = 0; z < likelihood.sizes.length; z++) {
        double[] stage = new double[m + 1];
        stage[left] = chances[z][left];
        double[] included = sets.included(z, stage);
        for (int k = a; k < m; k++) {
          expected[k - a] += included[m - k] / likelihood.sizes[z];
        }
        if (z > 0) {
          parameter[left + z - 1] = likelihood.models + z - 1;
          expected[left + z - 1] = chances[z][left];
        }
      }
      for (int x = 0; x < expected.length; x++) {
        double[] row = information[parameter[x]];
        double factor = scale * expected[x];
        for (int y = x; y < expected.length; y++) {
          row[parameter[y]] -= factor * expected[y];
        }
      }
    }
  }
}
