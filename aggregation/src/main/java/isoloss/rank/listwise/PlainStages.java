package isoloss.rank.listwise;

import isoloss.optim.SymmetricTiles;

/**
 * Plackett and Luce's orderings without ties: stage by stage the best of those left is chosen with
 * probability {@code w_i / sum_left w}. With {@code S_t} the sum of the strengths left at stage t:
 * {@code l = sum_t theta_{r_t} - ln S_t}, over all stages but the last. The negated Hessian is
 * {@code sum_t [diag(p_t) - p_t p_t']}; since {@code p_t = w/S_t} over those left, an entry of a
 * pair needs only {@code sum 1/S_t^2} up to the earlier of the two, and an ordering of m costs m^2.
 */
record PlainStages(int models) implements ListLikelihood {

  @Override
  public int parameters() {
    return models;
  }

  /** Strengths relative to the largest of the ordering, and the sums left at each stage. */
  private record Left(double[] strength, double[] sum, double shift) {
    static Left of(Ordering ordering, double[] theta) {
      int m = ordering.models().length;
      double shift = Double.NEGATIVE_INFINITY;
      for (int model : ordering.models()) {
        shift = Math.max(shift, theta[model]);
      }
      double[] strength = new double[m];
      double[] sum = new double[m];
      double left = 0;
      for (int k = m - 1; k >= 0; k--) {
        strength[k] = Math.exp(theta[ordering.models()[k]] - shift);
        left += strength[k];
        sum[k] = left;
      }
      return new Left(strength, sum, shift);
    }
  }

  @Override
  public double value(Ordering ordering, double[] theta) {
    Left left = Left.of(ordering, theta);
    double value = 0;
    for (int t = 0; t + 1 < left.sum.length; t++) {
      value += theta[ordering.models()[t]] - left.shift - Math.log(left.sum[t]);
    }
    return value;
  }

  @Override
  public void addGradient(Ordering ordering, double[] theta, double scale, double[] gradient) {
    Left left = Left.of(ordering, theta);
    int stages = left.sum.length - 1;
    double inverse = 0;
    for (int k = 0; k <= stages; k++) {
      if (k < stages) {
        inverse += 1 / left.sum[k];
      }
      gradient[ordering.models()[k]] += scale * ((k < stages ? 1 : 0) - left.strength[k] * inverse);
    }
  }

  @Override
  public void addInformation(
      Ordering ordering, double[] theta, double scale, SymmetricTiles information) {
    Left left = Left.of(ordering, theta);
    int stages = left.sum.length - 1;
    double inverse = 0;
    double square = 0;
    for (int k = 0; k <= stages; k++) {
      if (k < stages) {
        inverse += 1 / left.sum[k];
        square += 1 / (left.sum[k] * left.sum[k]);
      }
      double w = left.strength[k];
      int model = ordering.models()[k];
      information.add(model, model, scale * (w * inverse - w * w * square));
      for (int later = k + 1; later <= stages; later++) {
        information.add(
            model, ordering.models()[later], -scale * w * left.strength[later] * square);
      }
    }
  }
}
