package isoloss.rank.listwise;

import isoloss.optim.SymmetricTiles;

/**
 * Choices of the best: each model of a tied group is chosen from itself and all that are strictly
 * below its group, {@code w_i / (w_i + S)} with {@code S} the sum of the strengths below; members
 * of a group say nothing about each other. On a binary sample every solver is chosen from itself
 * and all who failed.
 *
 * @see <a href="https://arxiv.org/abs/2412.06745">Ghosh et al. (2024), ONEBench</a>: top-1 lists
 */
record ChoiceStages(int models) implements ListLikelihood {

  @Override
  public int parameters() {
    return models;
  }

  /**
   * Strengths relative to the largest of the ordering.
   *
   * @param below per group, the sum of the strengths under it
   */
  private record Strengths(double[] of, double[] below) {
    static Strengths of(Ordering ordering, double[] theta) {
      int m = ordering.models().length;
      double shift = Double.NEGATIVE_INFINITY;
      for (int model : ordering.models()) {
        shift = Math.max(shift, theta[model]);
      }
      double[] strength = new double[m];
      double[] below = new double[ordering.groups()];
      double sum = 0;
      for (int t = ordering.groups() - 1; t >= 0; t--) {
        below[t] = sum;
        for (int k = ordering.start(t); k < ordering.ends()[t]; k++) {
          strength[k] = Math.exp(theta[ordering.models()[k]] - shift);
          sum += strength[k];
        }
      }
      return new Strengths(strength, below);
    }

    double among(int k, int group) {
      return of[k] + below[group];
    }
  }

  @Override
  public double value(Ordering ordering, double[] theta) {
    Strengths w = Strengths.of(ordering, theta);
    double value = 0;
    for (int t = 0; t + 1 < ordering.groups(); t++) {
      for (int k = ordering.start(t); k < ordering.ends()[t]; k++) {
        value += Math.log(w.of[k] / w.among(k, t));
      }
    }
    return value;
  }

  @Override
  public void addGradient(Ordering ordering, double[] theta, double scale, double[] gradient) {
    Strengths w = Strengths.of(ordering, theta);
    double above = 0; // sum of 1/(w_i + S) over the choices that those further down lost
    for (int t = 0; t < ordering.groups(); t++) {
      double own = 0;
      boolean last = t + 1 == ordering.groups();
      for (int k = ordering.start(t); k < ordering.ends()[t]; k++) {
        double chosen = last ? 0 : 1 - w.of[k] / w.among(k, t);
        gradient[ordering.models()[k]] += scale * (chosen - w.of[k] * above);
        own += last ? 0 : 1 / w.among(k, t);
      }
      above += own;
    }
  }

  @Override
  public void addInformation(
      Ordering ordering, double[] theta, double scale, SymmetricTiles information) {
    Strengths w = Strengths.of(ordering, theta);
    double above = 0;
    double square = 0; // sum of 1/(w_i + S)^2 over the same choices
    for (int t = 0; t < ordering.groups(); t++) {
      int last = ordering.models().length;
      double own = 0;
      double ownSquare = 0;
      for (int k = ordering.start(t); k < ordering.ends()[t]; k++) {
        int model = ordering.models()[k];
        double p = w.of[k] / w.among(k, t);
        boolean chooses = t + 1 < ordering.groups();
        information.add(
            model,
            model,
            scale * (w.of[k] * above - w.of[k] * w.of[k] * square + (chooses ? p * (1 - p) : 0)));
        double choice = chooses ? 1 / (w.among(k, t) * w.among(k, t)) : 0;
        for (int later = k + 1; later < last; later++) {
          boolean below = later >= ordering.ends()[t];
          information.add(
              model,
              ordering.models()[later],
              -scale * w.of[k] * w.of[later] * (square + (below ? choice : 0)));
        }
        own += chooses ? 1 / w.among(k, t) : 0;
        ownSquare += choice;
      }
      above += own;
      square += ownSquare;
    }
  }
}
