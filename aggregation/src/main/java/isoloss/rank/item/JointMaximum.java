package isoloss.rank.item;

import isoloss.data.Values;
import isoloss.optim.IndexedWork;
import isoloss.optim.Lbfgs;
import isoloss.optim.PositiveDefinite;
import isoloss.rank.method.Request;
import isoloss.stat.CompensatedSum;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The maximum of the penalised joint likelihood over abilities and parameters of samples: L-BFGS on
 * the likelihood profiled over the parameters, then Newton steps with its second derivatives (a
 * Schur complement) where these are affordable.
 */
final class JointMaximum {
  /** Multiplications of one Newton step above which it is left out, and with it the influence. */
  private static final double AFFORDABLE = 1e10;

  private static final int MOST_MODELS_IN_MATRIX = 4_000;
  private static final double SHORT_STEP = 1e-9;
  private static final int MAX_NEWTON_STEPS = 20;

  /** Scaled first-order condition of a point that counts as converged. */
  private static final double CONVERGED = 1e-8;

  private final ProfiledLikelihood profile;
  private final double[] theta;
  private final double[] gradient;
  private double objective;
  private Optional<PositiveDefinite.Factor> curvature = Optional.empty();

  private JointMaximum(ProfiledLikelihood profile, double[] theta) {
    this.profile = profile;
    this.theta = theta;
    this.gradient = new double[theta.length];
  }

  static JointMaximum find(Responses responses, ItemPrior prior, Request request) {
    ProfiledLikelihood profile = new ProfiledLikelihood(responses, prior, request.threads());
    double[] start =
        request
            .near()
            .flatMap(near -> resume(profile, near.state()))
            .orElseGet(() -> logits(responses));
    return new JointMaximum(profile, start).search();
  }

  /** Takes up abilities and parameters of a fit of the same samples. */
  private static Optional<double[]> resume(ProfiledLikelihood profile, Values state) {
    int n = profile.dimension();
    int samples = profile.responses().count();
    if (state.size() != n + 2 * samples) {
      return Optional.empty();
    }
    for (int k = 0; k < samples; k++) {
      profile.place(k, state.get(n + k), state.get(n + samples + k));
    }
    return Optional.of(state.stream().limit(n).toArray());
  }

  /** Log-odds of the smoothed mean {@code (solved + .5) / (measured + 1)} of each model. */
  private static double[] logits(Responses responses) {
    double[] solved = new double[responses.models()];
    double[] measured = new double[responses.models()];
    int[] model = new int[responses.models()];
    double[] response = new double[responses.models()];
    for (int k = 0; k < responses.count(); k++) {
      int count = responses.gather(k, model, response);
      for (int c = 0; c < count; c++) {
        solved[model[c]] += responses.weight(k) * response[c];
        measured[model[c]] += responses.weight(k);
      }
    }
    return IntStream.range(0, solved.length)
        .mapToDouble(i -> Math.log((solved[i] + 0.5) / (measured[i] - solved[i] + 0.5)))
        .toArray();
  }

  private JointMaximum search() {
    boolean newton = isCurvatureAffordable();
    double tolerance = newton ? 1e-4 : CONVERGED / 10;
    double[] found =
        Lbfgs.withDefaults()
            .withGradientTolerance(tolerance)
            .minimize(profile, theta)
            .point()
            .toArray();
    System.arraycopy(found, 0, theta, 0, theta.length);
    objective = profile.value(theta, gradient);
    if (newton) {
      polish();
    }
    return this;
  }

  private boolean isCurvatureAffordable() {
    int n = theta.length;
    double work = 2.0 * n * profile.responses().cells();
    return n <= MOST_MODELS_IN_MATRIX && work <= AFFORDABLE;
  }

  /** Full Newton steps while they bring the gradient down. */
  private void polish() {
    for (int i = 0; i < MAX_NEWTON_STEPS; i++) {
      curvature = PositiveDefinite.factored(schurComplement());
      if (curvature.isEmpty() || !newtonStep(curvature.get())) {
        return;
      }
    }
  }

  /** Returns whether another step can help. */
  private boolean newtonStep(PositiveDefinite.Factor factor) {
    double[] step = gradient.clone();
    factor.solve(step);
    double[] trial = new double[theta.length];
    double length = 0;
    for (int i = 0; i < step.length; i++) {
      trial[i] = theta[i] - step[i];
      length = Math.max(length, Math.abs(step[i]));
    }
    double[] trialGradient = new double[theta.length];
    double trialObjective = profile.value(trial, trialGradient);
    if (!(largest(trialGradient) < largest(gradient))) {
      return false;
    }
    System.arraycopy(trial, 0, theta, 0, theta.length);
    System.arraycopy(trialGradient, 0, gradient, 0, theta.length);
    objective = trialObjective;
    return length > SHORT_STEP;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** Minus the second derivatives of the profile: {@code D - sum_s c_s' B_s^-1 c_s}. */
  private double[][] schurComplement() {
    double[][] matrix =
        new SampleSums(profile, theta)
            .matrix(
                true,
                (located, weight, rows) -> {
                  located.addCross(Math.sqrt(weight), rows.left()[0], rows.left()[1]);
                  for (int c = 0; c < located.count(); c++) {
                    rows.diagonal()[located.model(c)] += weight * located.information(c);
                  }
                });
    for (int i = 0; i < matrix.length; i++) {
      matrix[i][i] += profile.prior().ability();
    }
    return matrix;
  }

  ProfiledLikelihood profile() {
    return profile;
  }

  /** Abilities; read only. */
  double[] theta() {
    return theta;
  }

  /** The penalised log-likelihood. */
  double objective() {
    return -objective;
  }

  /** Largest derivative, scaled by the ability and the objective. */
  double firstOrder() {
    double largest = 0;
    for (int i = 0; i < theta.length; i++) {
      largest = Math.max(largest, Math.abs(gradient[i]) * Math.max(1, Math.abs(theta[i])));
    }
    return largest / Math.max(1, Math.abs(objective));
  }

  boolean isConverged() {
    return firstOrder() <= CONVERGED;
  }

  /** Factor of minus the second derivatives of the profile; absent for pools too large for it. */
  Optional<PositiveDefinite.Factor> curvature() {
    return curvature;
  }

  /** Parameters of every usable sample, those of weight 0 included. */
  Item[] items() {
    Item[] items = new Item[profile.responses().count()];
    IndexedWork.run(
        items.length,
        profile.threads(),
        profile::search,
        (search, k) -> {
          profile.locate(search, k, theta);
          items[k] =
              new Item(
                  profile.responses().sample(k), search.count(), search.slope(), search.easiness());
        });
    return items;
  }

  /** The log-likelihood without priors: the objective plus all penalties. */
  double logLikelihood(Item[] items) {
    CompensatedSum sum = new CompensatedSum();
    sum.add(objective());
    for (double ability : theta) {
      sum.add(profile.prior().ability() * ability * ability / 2);
    }
    for (int k = 0; k < items.length; k++) {
      double penalty = profile.prior().penalty(items[k].discrimination(), items[k].easiness());
      sum.add(profile.responses().weight(k) * penalty);
    }
    return sum.value();
  }

  /** Where a later search can start: abilities, slopes, easinesses. */
  Values state(Item[] items) {
    int n = theta.length;
    double[] state = new double[n + 2 * items.length];
    System.arraycopy(theta, 0, state, 0, n);
    for (int k = 0; k < items.length; k++) {
      state[n + k] = items[k].discrimination();
      state[n + items.length + k] = items[k].easiness();
    }
    return Values.of(state);
  }
}
