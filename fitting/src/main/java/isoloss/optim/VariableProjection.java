package isoloss.optim;

import isoloss.data.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Least squares, or a robust misfit, for models that are linear in non-negative parameters c given
 * the others: c is eliminated by non-negative least squares (re-weighted until stationary where the
 * misfit is not quadratic), and the remaining function of theta is searched from a grid, the best
 * points by L-BFGS. No starting values for c are needed, and far fewer starts than for all
 * parameters together end in a wrong minimum.
 *
 * <p>The reduced function's gradient is that of the misfit by theta at fixed c, because c is
 * stationary (or at its bound).
 *
 * @param refined how many of the best grid points are searched from
 * @param maxReweightings rounds of re-weighting at each theta
 * @param agreement ends count as the same minimum when their values are within this, relatively
 * @see <a href="https://doi.org/10.1137/0710036">Golub and Pereyra (1973)</a>; the grid and the
 *     non-negativity as in the tool vpnls
 */
public record VariableProjection(int refined, int maxReweightings, double agreement, Lbfgs local) {

  /** Relative decrease of the misfit at which re-weighting ends. */
  private static final double REWEIGHTING_TOLERANCE = 1e-15;

  public VariableProjection {
    if (refined < 1 || maxReweightings < 1 || !(agreement >= 0)) {
      throw new IllegalArgumentException(
          "refined %d, re-weightings %d, agreement %s"
              .formatted(refined, maxReweightings, agreement));
    }
  }

  /** Eight points refined, 300 re-weightings, agreement 1e-8. */
  public static VariableProjection withDefaults() {
    return new VariableProjection(8, 300, 1e-8, Lbfgs.withDefaults());
  }

  public VariableProjection withRefined(int points) {
    return new VariableProjection(points, maxReweightings, agreement, local);
  }

  public VariableProjection withMaxReweightings(int rounds) {
    return new VariableProjection(refined, rounds, agreement, local);
  }

  public VariableProjection withAgreement(double relative) {
    return new VariableProjection(refined, maxReweightings, relative, local);
  }

  public VariableProjection withLocal(Lbfgs procedure) {
    return new VariableProjection(refined, maxReweightings, agreement, procedure);
  }

  /**
   * @param optimum over theta; its point is theta, its value the misfit
   * @param linear the eliminated parameters there
   */
  public record Solution(Optimum optimum, Values linear, Values fitted) {
    public Values nonlinear() {
      return optimum.point();
    }
  }

  /**
   * @param grid values of theta to try, at least one
   * @param bounds of theta
   */
  public Solution minimize(
      SeparableModel model, double[] observed, Misfit misfit, List<double[]> grid, Bounds bounds) {
    if (observed.length != model.rows()) {
      throw new IllegalArgumentException(
          observed.length + " observations for a model of " + model.rows() + " rows");
    }
    if (grid.isEmpty()) {
      throw new IllegalArgumentException("no value of theta to try");
    }
    Reduced reduced = new Reduced(model, observed, misfit, maxReweightings);
    List<double[]> starts = mostPromising(reduced, grid);
    LbfgsSearch search = new LbfgsSearch(local, bounds);
    List<LocalMinimum> ends = new ArrayList<>();
    for (double[] start : starts) {
      search.run(reduced, start);
      ends.add(search.result());
    }
    LocalMinimum best = ends.stream().min(Comparator.comparingDouble(LocalMinimum::value)).get();
    reduced.eliminate(best.point().toArray());
    return new Solution(
        summary(best, ends, grid.size()), Values.of(reduced.c), Values.of(reduced.fitted));
  }

  private List<double[]> mostPromising(Reduced reduced, List<double[]> grid) {
    record Tried(double[] theta, double value) {}
    return grid.stream()
        .map(theta -> new Tried(theta, reduced.eliminate(theta)))
        .filter(tried -> !Double.isNaN(tried.value))
        .sorted(Comparator.comparingDouble(Tried::value))
        .limit(refined)
        .map(Tried::theta)
        .toList();
  }

  private Optimum summary(LocalMinimum best, List<LocalMinimum> ends, int tried) {
    double slack = agreement * Math.max(Math.abs(best.value()), local.valueScale());
    int reached = (int) ends.stream().filter(end -> end.value() - best.value() <= slack).count();
    return new Optimum(
        best.point(),
        best.value(),
        best.firstOrder(),
        ends.size(),
        reached,
        ends.stream().mapToLong(LocalMinimum::iterations).sum(),
        tried + ends.stream().mapToLong(LocalMinimum::evaluations).sum(),
        best.termination());
  }

  /** The misfit as a function of theta alone. */
  private static final class Reduced implements Objective {
    private final SeparableModel model;
    private final double[] observed;
    private final Misfit misfit;
    private final int maxReweightings;
    private final double[][] columns;
    private final double[][] derivatives;
    private final double[] weights;
    private final double[] trial;
    private final double[] trialFitted;
    private final NonNegativeLeastSquares linear;
    final double[] c;
    final double[] fitted;

    Reduced(SeparableModel model, double[] observed, Misfit misfit, int maxReweightings) {
      this.model = model;
      this.observed = observed;
      this.misfit = misfit;
      this.maxReweightings = maxReweightings;
      int rows = model.rows();
      columns = new double[model.linear()][rows];
      derivatives = new double[model.nonlinear()][rows];
      weights = new double[rows];
      trial = new double[model.linear()];
      trialFitted = new double[rows];
      c = new double[model.linear()];
      fitted = new double[rows];
      linear = new NonNegativeLeastSquares(rows, model.linear());
    }

    @Override
    public int dimension() {
      return model.nonlinear();
    }

    @Override
    public double value(double[] theta, double[] gradient) {
      double value = eliminate(theta);
      misfit.weights(fitted, observed, weights);
      model.derivatives(theta, c, derivatives);
      for (int j = 0; j < gradient.length; j++) {
        double sum = 0;
        for (int i = 0; i < observed.length; i++) {
          sum += weights[i] * (fitted[i] - observed[i]) * derivatives[j][i];
        }
        gradient[j] = sum;
      }
      return value;
    }

    /** The least misfit over c at this theta; leaves c and the fitted values behind. */
    double eliminate(double[] theta) {
      model.columns(theta, columns);
      misfit.weights(observed, observed, weights);
      double best = solve();
      accept();
      for (int round = 1; round < maxReweightings && !misfit.isQuadratic(); round++) {
        misfit.weights(fitted, observed, weights);
        double value = solve();
        if (!(value < best)) {
          return best;
        }
        accept();
        boolean done = best - value <= REWEIGHTING_TOLERANCE * Math.abs(value);
        best = value;
        if (done) {
          return best;
        }
      }
      return best;
    }

    private double solve() {
      linear.solve(columns, observed, weights, trial);
      Arrays.fill(trialFitted, 0);
      for (int k = 0; k < trial.length; k++) {
        for (int i = 0; i < observed.length; i++) {
          trialFitted[i] += trial[k] * columns[k][i];
        }
      }
      return misfit.value(trialFitted, observed);
    }

    private void accept() {
      System.arraycopy(trial, 0, c, 0, c.length);
      System.arraycopy(trialFitted, 0, fitted, 0, fitted.length);
    }
  }
}
