package isoloss.rank.item;

/**
 * The parameters of one sample at given abilities: slope {@code a} and easiness {@code d} that
 * maximise {@code sum_i [x_i eta_i - log(1 + e^eta_i)] - penalty(a, d)}, {@code eta_i = a theta_i +
 * d}, over the models measured on the sample. Strictly concave, so Newton steps, halved while they
 * lower the value, find the one maximum. Holds the scratch arrays of one thread.
 */
final class ItemSearch {
  /** After a full Newton step as short as this the next would be rounding. */
  private static final double SHORT_STEP = 1e-8;

  private static final int MAX_STEPS = 200;

  /** A fall of the value by less than this, relative, is rounding. */
  private static final double ROUNDING = 1e-13;

  /** So many factors {@code 1 + e} between 1 and 2 multiply without overflow. */
  private static final int FACTORS = 512;

  private final Responses responses;
  private final ItemPrior prior;
  private final int[] model;
  private final double[] response;
  private final double[] ability;
  private final double[] probability;
  private int count;
  private double slope;
  private double easiness;
  private double logLikelihood;
  private double value;
  private double easinessGradient;
  private double slopeGradient;
  private double easinessCurvature;
  private double crossCurvature;
  private double slopeCurvature;

  ItemSearch(Responses responses, ItemPrior prior) {
    this.responses = responses;
    this.prior = prior;
    this.model = new int[responses.models()];
    this.response = new double[responses.models()];
    this.ability = new double[responses.models()];
    this.probability = new double[responses.models()];
  }

  /** Finds the parameters of the k-th usable sample. */
  void run(int k, double[] theta, double slopeStart, double easinessStart) {
    count = responses.gather(k, model, response);
    for (int c = 0; c < count; c++) {
      ability[c] = theta[model[c]];
    }
    slope = slopeStart;
    easiness = easinessStart;
    evaluate();
    for (int steps = 0; steps < MAX_STEPS && step() > SHORT_STEP; steps++) {}
  }

  /** One Newton step; returns how long the full one is. */
  private double step() {
    double alongEasiness = easinessGradient / easinessCurvature;
    double alongSlope = 0;
    if (prior.slopes()) {
      double determinant = easinessCurvature * slopeCurvature - crossCurvature * crossCurvature;
      alongEasiness =
          (slopeCurvature * easinessGradient - crossCurvature * slopeGradient) / determinant;
      alongSlope =
          (easinessCurvature * slopeGradient - crossCurvature * easinessGradient) / determinant;
    }
    double fromEasiness = easiness;
    double fromSlope = slope;
    double least = value - ROUNDING * (1 + Math.abs(value));
    double length = Math.max(Math.abs(alongEasiness), Math.abs(alongSlope));
    double part = 1;
    do {
      easiness = fromEasiness + part * alongEasiness;
      slope = fromSlope + part * alongSlope;
      evaluate();
      part /= 2;
    } while (value < least && part * length > SHORT_STEP);
    return length;
  }

  private void evaluate() {
    double sum = 0;
    double product = 1;
    double residualSum = 0;
    double residualAbility = 0;
    double v0 = 0;
    double v1 = 0;
    double v2 = 0;
    for (int c = 0; c < count; c++) {
      double theta = ability[c];
      double eta = slope * theta + easiness;
      double e = Math.exp(-Math.abs(eta));
      double p = (eta >= 0 ? 1 : e) / (1 + e);
      double v = e / ((1 + e) * (1 + e));
      probability[c] = p;
      sum += response[c] * eta - Math.max(eta, 0);
      product *= 1 + e; // log1p(e) of many cells by one logarithm
      if ((c + 1) % FACTORS == 0) {
        sum -= Math.log(product);
        product = 1;
      }
      double residual = response[c] - p;
      residualSum += residual;
      residualAbility += residual * theta;
      v0 += v;
      v1 += v * theta;
      v2 += v * theta * theta;
    }
    logLikelihood = sum - Math.log(product);
    value = logLikelihood - prior.penalty(slope, easiness);
    easinessGradient = residualSum - prior.easiness() * easiness;
    slopeGradient = residualAbility - prior.slope() * (slope - 1);
    easinessCurvature = v0 + prior.easiness();
    crossCurvature = v1;
    slopeCurvature = v2 + prior.slope();
  }

  int count() {
    return count;
  }

  int model(int c) {
    return model[c];
  }

  double response(int c) {
    return response[c];
  }

  double slope() {
    return slope;
  }

  double easiness() {
    return easiness;
  }

  /** Without the penalty. */
  double logLikelihood() {
    return logLikelihood;
  }

  /** With the penalty of one copy. */
  double value() {
    return value;
  }

  /** Derivative of the value by the ability of the c-th model. */
  double score(int c) {
    return slope * (response[c] - probability[c]);
  }

  /** Minus the second derivative by the ability of the c-th model, parameters held. */
  double information(int c) {
    return slope * slope * variance(c);
  }

  /** That a model of this ability solves the sample. */
  double chance(double theta) {
    return Item.logistic(slope * theta + easiness);
  }

  /** Derivative of the chance by the ability. */
  double slopeOfChance(double theta) {
    double p = chance(theta);
    return slope * p * (1 - p);
  }

  private double variance(int c) {
    return probability[c] * (1 - probability[c]);
  }

  /**
   * With {@code B = L L'} minus the second derivatives by (d, a): the second component of {@code
   * L^-1 (first, second)}; the first is {@code first / firstPivot()}.
   */
  private double secondWhitened(double first, double second) {
    double low = crossCurvature / firstPivot();
    return (second - low * first / firstPivot())
        / Math.sqrt(slopeCurvature - low * low); // B is positive definite by the priors
  }

  private double firstPivot() {
    return Math.sqrt(easinessCurvature);
  }

  /**
   * Adds {@code scale L^-1 c_i} to the columns of the models measured: c_i holds minus the mixed
   * second derivatives by the ability and (d, a).
   *
   * @param rows two rows, of which the second stays as it is without slopes
   */
  void addCross(double scale, double[] firstRow, double[] secondRow) {
    for (int c = 0; c < count; c++) {
      double first = slope * variance(c);
      firstRow[model[c]] += scale * first / firstPivot();
      if (prior.slopes()) {
        double second = ability[c] * first + probability[c] - response[c];
        secondRow[model[c]] += scale * secondWhitened(first, second);
      }
    }
  }

  /**
   * Adds {@code scale v_i L^-1 (1, theta_i)}, how the chance of a model moves with the parameters,
   * for one model.
   */
  void addResponse(double scale, int of, double theta, double[] firstRow, double[] secondRow) {
    double p = chance(theta);
    double v = scale * p * (1 - p);
    firstRow[of] += v / firstPivot();
    if (prior.slopes()) {
      secondRow[of] += secondWhitened(v, v * theta);
    }
  }
}
