package isoloss.rank.listwise;

/**
 * Luce's choices: each model is chosen from itself and all that are worse, {@code w_i / D_i} with
 * {@code D_i = w_i + sum of w over those worse}; models that tie say nothing about each other.
 * Without ties these are Plackett and Luce's stages; on a binary sample every solver is chosen from
 * itself and all who failed.
 *
 * <p>Those worse are the tail of the ordering from {@link Ordering#firstWorse}, which never moves
 * back, so that value and gradient take one pass. Of two models that both lost a choice i the
 * Hessian has {@code w_k w_l / D_i^2}, whose sum over i the better of the two decides: an ordering
 * of m costs {@code m^2 / 2} additions.
 *
 * @see <a href="https://arxiv.org/abs/2412.06745">Ghosh et al. (2024), ONEBench</a>: top-1 lists
 */
record LuceChoices(int models) implements ListLikelihood {

  @Override
  public int parameters() {
    return models;
  }

  @Override
  public At at(double[] point) {
    return new Point(ListLikelihood.relativeStrengths(point, models, 1));
  }

  /** How often each model was chosen, by weight. */
  double[] chosen(Iterable<Ordering> orderings) {
    double[] chosen = new double[models];
    for (Ordering each : orderings) {
      for (int k = 0; k < each.size() && each.beatsAnyone(k); k++) {
        chosen[each.model(k)] += each.weight();
      }
    }
    return chosen;
  }

  /** With relative strengths. */
  record Point(double[] strength) implements At {

    /** {@code 1 / D_i} by place; 0 where nobody is worse. */
    private double[] inverses(Ordering ordering) {
      double[] inverse = new double[ordering.size()];
      double worse = 0;
      int next = ordering.size();
      for (int k = ordering.size() - 1; k >= 0; k--) {
        for (; next > ordering.firstWorse(k); next--) {
          worse += strength[ordering.model(next - 1)];
        }
        inverse[k] = ordering.beatsAnyone(k) ? 1 / (strength[ordering.model(k)] + worse) : 0;
      }
      return inverse;
    }

    @Override
    public double value(Ordering ordering) {
      double[] inverse = inverses(ordering);
      double value = 0;
      for (int k = 0; k < inverse.length && ordering.beatsAnyone(k); k++) {
        value += Math.log(strength[ordering.model(k)] * inverse[k]);
      }
      return value;
    }

    @Override
    public void addGradient(Ordering ordering, double scale, double[] gradient) {
      double[] inverse = inverses(ordering);
      double lost = 0; // sum of 1/D_i over the choices that the model at k lost
      int next = 0;
      for (int k = 0; k < inverse.length; k++) {
        for (; ordering.firstWorse(next) <= k; next++) {
          lost += inverse[next];
        }
        double w = strength[ordering.model(k)];
        double chosen = ordering.beatsAnyone(k) ? 1 : 0;
        gradient[ordering.model(k)] += scale * (chosen - w * (lost + inverse[k]));
      }
    }

    @Override
    public void addInformation(Ordering ordering, double scale, double[][] information) {
      double[] inverse = inverses(ordering);
      double lost = 0;
      double lostSquares = 0; // sum of 1/D_i^2 over the same choices
      int next = 0;
      for (int k = 0; k < inverse.length; k++) {
        for (; ordering.firstWorse(next) <= k; next++) {
          lost += inverse[next];
          lostSquares += inverse[next] * inverse[next];
        }
        double w = strength[ordering.model(k)];
        double own = inverse[k];
        double[] row = information[ordering.model(k)];
        row[ordering.model(k)] += scale * (w * (lost + own) - w * w * (lostSquares + own * own));
        int worse = ordering.firstWorse(k);
        if (lostSquares > 0) {
          subtract(ordering, k + 1, worse, scale * w * lostSquares, row);
        }
        subtract(ordering, worse, inverse.length, scale * w * (lostSquares + own * own), row);
      }
    }

    /** {@code factor * w_l} at each model l from one place to before another. */
    private void subtract(Ordering ordering, int from, int to, double factor, double[] row) {
      for (int l = from; l < to; l++) {
        int model = ordering.model(l);
        row[model] -= factor * strength[model];
      }
    }

    /** Adds weight times the rate {@code 1/D_i} from each worse model to i. */
    void addRates(Ordering ordering, double[][] rates) {
      double[] inverse = inverses(ordering);
      for (int k = 0; k < inverse.length; k++) {
        for (int worse = ordering.firstWorse(k); worse < inverse.length; worse++) {
          rates[ordering.model(worse)][ordering.model(k)] += ordering.weight() * inverse[k];
        }
      }
    }
  }
}
