package isoloss.rank.listwise;

/**
 * The sets that could have been chosen at the stages of one ordering. Positions p count the models
 * from the worst, 1, to the best, m, so that those left at the stage of place a are the first
 * {@code m - a}.
 */
final class OrderingSets {
  private final Ordering ordering;
  private final SetSums[] sums;
  private final double[] delta;

  /**
   * @param roots by size and model: relative {@code w^(1/size)}
   * @param delta by size
   */
  OrderingSets(Ordering ordering, double[][] roots, double[] delta, int[] sizes) {
    this.ordering = ordering;
    this.delta = delta;
    int m = ordering.size();
    sums = new SetSums[sizes.length];
    for (int z = 0; z < sizes.length; z++) {
      double[] u = new double[m];
      for (int p = 1; p <= m; p++) {
        u[p - 1] = roots[z][ordering.model(m - p)];
      }
      sums[z] = new SetSums(sizes[z], u);
    }
  }

  /** Sum of f over all sets among those left at the stage of a place. */
  double total(int place) {
    double total = 0;
    for (int z = 0; z < sums.length; z++) {
      total += weight(z, ordering.size() - place);
    }
    return total;
  }

  private double weight(int z, int left) {
    return delta[z] * sums[z].of(left);
  }

  /** By size and position: the chance of a set of that size where so many are left; else 0. */
  double[][] chancesOfSizes() {
    double[][] chances = new double[sums.length][ordering.size() + 1];
    for (int a = 0; ordering.isChoice(a); a = ordering.firstWorse(a)) {
      int left = ordering.size() - a;
      double total = total(a);
      for (int z = 0; z < sums.length; z++) {
        chances[z][left] = weight(z, left) / total;
      }
    }
    return chances;
  }

  /** By position: in how many random sets of a size it is. */
  double[] included(int z, double[] chances) {
    double[] included = new double[ordering.size() + 1];
    sums[z].flow(new double[sums[z].size() + 1], ordering.size(), chances, included);
    return included;
  }

  /** By pairs of positions: in how many random sets of a size both are. */
  void pairs(int z, double[] chances, SetSums.Pairs sink) {
    sums[z].pairs(chances, sink);
  }
}
