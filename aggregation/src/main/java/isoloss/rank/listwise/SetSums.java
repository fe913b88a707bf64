package isoloss.rank.listwise;

/**
 * Sets of k among the first p of m models, each set weighted by the product of its {@code u}: the
 * elementary symmetric polynomials {@code E_q(p) = E_q(p - 1) + u_p E_{q-1}(p - 1)}. Read
 * backwards, {@code u_p E_{q-1}(p - 1) / E_q(p)} is the probability that p is in a random set of q
 * among the first p, and the rest of the set is one of q - 1, or q, among the first p - 1: a chain
 * whose flow gives every inclusion probability in {@code m k} steps.
 */
final class SetSums {
  private final int k;
  private final double[] u;
  private final double[][] sums;

  /**
   * @param u of models 1 to m
   */
  SetSums(int k, double[] u) {
    this.k = k;
    this.u = u;
    sums = new double[u.length + 1][k + 1];
    sums[0][0] = 1;
    for (int p = 1; p <= u.length; p++) {
      sums[p][0] = 1;
      for (int q = 1; q <= k; q++) {
        sums[p][q] = sums[p - 1][q] + u[p - 1] * sums[p - 1][q - 1];
      }
    }
  }

  int size() {
    return k;
  }

  /** Over all sets of k among the first p. */
  double of(int p) {
    return sums[p][k];
  }

  /**
   * Lets random sets flow down to the first model.
   *
   * @param mass by q: sets that have q members to come among the first {@code from}; overwritten
   * @param entering by p: further sets of k among the first p
   * @param included by p: how many sets p was found in is added here
   */
  void flow(double[] mass, int from, double[] entering, double[] included) {
    for (int p = from; p > 0; p--) {
      mass[k] += entering[p];
      for (int q = 1; q <= Math.min(k, p); q++) {
        double in = included(p, q, mass);
        mass[q - 1] += in;
        mass[q] -= in;
        included[p] += in;
      }
    }
  }

  private double included(int p, int q, double[] mass) {
    return mass[q] == 0 ? 0 : mass[q] * u[p - 1] * sums[p - 1][q - 1] / sums[p][q];
  }

  /** Takes how many sets hold both of two models. */
  @FunctionalInterface
  interface Pairs {
    void both(int p, int r, double sets);
  }

  /**
   * Of all pairs {@code r < p}.
   *
   * @param entering by p: sets of k among the first p
   */
  void pairs(double[] entering, Pairs sink) {
    double[] mass = new double[k + 1];
    double[] none = new double[entering.length];
    for (int p = u.length; p > 1; p--) {
      mass[k] += entering[p];
      double[] rest = new double[k + 1];
      for (int q = 1; q <= Math.min(k, p); q++) {
        double in = included(p, q, mass);
        mass[q - 1] += in;
        mass[q] -= in;
        rest[q - 1] = in;
      }
      double[] both = new double[p];
      flow(rest, p - 1, none, both);
      for (int r = 1; r < p; r++) {
        sink.both(p, r, both[r]);
      }
    }
  }
}
