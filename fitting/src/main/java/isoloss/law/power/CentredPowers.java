package isoloss.law.power;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.fit.BoxCoordinates;
import isoloss.fit.Loss;
import isoloss.fit.Parameter;
import isoloss.fit.Rows;
import isoloss.law.power.SumOfPowers.Bend;
import isoloss.law.power.SumOfPowers.Floor;
import isoloss.law.power.SumOfPowers.Power;
import isoloss.law.power.SumOfPowers.Size;
import isoloss.law.power.SumOfPowers.Term;
import isoloss.optim.Bounds;
import isoloss.optim.NonNegativeLeastSquares;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * One coordinate per parameter: of a coefficient the logarithm of its term in the middle of the
 * data, of an exponent the slope there, of the floor its logarithm (its value where the response
 * has any sign). Starting points draw exponents and solve for the rest.
 */
final class CentredPowers extends BoxCoordinates {
  /** Steepest slope of an exponent; three of them in one term stay inside the range of doubles. */
  private static final double STEEPEST = 8;

  private static final double STEEPEST_CROSSED = 3;

  /** Random exponents that are looked at for each start that is kept. */
  private static final int CANDIDATES_PER_START = 8;

  /** A coefficient that least squares sets to zero starts at this share of the response's range. */
  private static final double SMALL_SHARE = 1e-3;

  private final SumOfPowers law;
  private final Optional<Floor> floor;
  private final List<Term> terms;
  private final Bend bend;
  private final double[] middle;
  private final double range;

  CentredPowers(SumOfPowers law, Rows rows) {
    super(rows, law.parameters().stream().map(Parameter::name).toList(), box(law, rows));
    this.law = law;
    this.floor = law.bottom();
    this.terms = law.terms();
    this.bend = law.bend();
    this.middle =
        IntStream.range(0, rows.inputs().size()).mapToDouble(rows::meanLogInput).toArray();
    this.range = range(rows);
  }

  private static double range(Rows rows) {
    double spread = rows.greatestTarget() - rows.leastTarget();
    return spread > 0 ? spread : 1;
  }

  private static Bounds box(SumOfPowers law, Rows rows) {
    double range = range(rows);
    List<Term> terms = law.terms();
    double[] lower = new double[law.parameters().size()];
    double[] upper = new double[lower.length];
    Arrays.fill(lower, -STEEPEST);
    Arrays.fill(upper, STEEPEST);
    boolean inLogs = rows.logarithmic();
    for (Term term : terms) {
      for (Power power : term.powers()) {
        if (power.isCrossed()) {
          lower[power.parameter()] = -STEEPEST_CROSSED;
          upper[power.parameter()] = STEEPEST_CROSSED;
        }
      }
      lower[term.coefficient()] = (inLogs ? rows.leastTarget() : Math.log(range)) - 30;
      upper[term.coefficient()] = (inLogs ? rows.greatestTarget() : Math.log(range)) + 10;
    }
    switch (law.bend()) {
      case Bend.Straight() -> {}
      case Bend.Raised(int k) -> {
        lower[k] = Math.log(0.05);
        upper[k] = Math.log(20);
      }
      case Bend.Bounded(int height) -> {
        lower[height] = lower[terms.getFirst().coefficient()];
        upper[height] = upper[terms.getFirst().coefficient()];
      }
    }
    law.bottom()
        .ifPresent(each -> {
          boolean negated = each.size() == Size.NEGATED;
          double low = inLogs ? rows.leastTarget() - 25 : rows.leastTarget() - 50 * range;
          double high = inLogs ? rows.greatestTarget() + 2 : rows.greatestTarget() + 50 * range;
          lower[each.parameter()] = negated ? -high : low;
          upper[each.parameter()] = negated ? -low : high;
        });
    return new Bounds(Values.of(lower), Values.of(upper));
  }

  @Override
  public double[] natural(double[] search) {
    double[] theta = search.clone();
    scale(theta, 1 / raise(search));
    toNaturalTerms(theta);
    parameterOfBend().ifPresent(j -> theta[j] = Math.exp(search[j]));
    floor
        .filter(each -> rows().logarithmic() && each.size() == Size.VALUE)
        .ifPresent(each -> theta[each.parameter()] = Math.exp(search[each.parameter()]));
    return theta;
  }

  private void toNaturalTerms(double[] theta) {
    for (Term term : terms) {
      moveSlopes(theta, term, -1);
      double log = theta[term.coefficient()] - atMiddle(term, theta);
      theta[term.coefficient()] = term.size() == Size.LOGARITHM ? log : Math.exp(log);
    }
  }

  private Optional<Integer> parameterOfBend() {
    return switch (bend) {
      case Bend.Straight() -> Optional.empty();
      case Bend.Raised(int k) -> Optional.of(k);
      case Bend.Bounded(int height) -> Optional.of(height);
    };
  }

  /** k of a raised sum at a search point; 1 for any other. */
  private double raise(double[] search) {
    return bend instanceof Bend.Raised(int k) ? Math.exp(search[k]) : 1;
  }

  /**
   * Logarithms and slopes of the terms times a factor: a raised sum is searched in those that the
   * data show, k times those inside the power.
   */
  private void scale(double[] point, double factor) {
    for (Term term : terms) {
      point[term.coefficient()] *= factor;
      for (Power power : term.powers()) {
        point[power.parameter()] *= factor;
      }
    }
  }

  @Override
  public double[] search(double[] natural) {
    double[] search = natural.clone();
    for (Term term : terms) {
      search[term.coefficient()] =
          SumOfPowers.logCoefficient(term, natural) + atMiddle(term, natural);
      moveSlopes(search, term, 1);
    }
    parameterOfBend().ifPresent(j -> search[j] = Math.log(natural[j]));
    scale(search, raise(search));
    floor
        .filter(each -> rows().logarithmic() && each.size() == Size.VALUE)
        .ifPresent(each -> search[each.parameter()] = Math.log(natural[each.parameter()]));
    return clamped(search);
  }

  /** What the powers of a term add to its logarithm in the middle of the data. */
  private double atMiddle(Term term, double[] theta) {
    double sum = 0;
    for (Power power : term.powers()) {
      sum += power.sign() * theta[power.parameter()] * power.feature(middle);
    }
    return sum;
  }

  /** Adds to each exponent, or takes from it, what crossed powers do to the slope in the middle. */
  private void moveSlopes(double[] theta, Term term, int direction) {
    for (Power crossed : term.powers()) {
      if (crossed.isCrossed()) {
        double c = crossed.sign() * theta[crossed.parameter()];
        int first = crossed.inputs().getFirst();
        int second = crossed.inputs().getLast();
        for (Power single : term.powers()) {
          if (!single.isCrossed()) {
            int input = single.inputs().getFirst();
            double shift =
                (input == first ? middle[second] : 0) + (input == second ? middle[first] : 0);
            theta[single.parameter()] += direction * single.sign() * c * shift;
          }
        }
      }
    }
  }

  @Override
  public double predict(double[] search, double[] x, double[] gradient) {
    double[] logs = centred(x);
    double raise = raise(search);
    Arrays.fill(gradient, 0);
    double[] termLogs = new double[terms.size()];
    for (int k = 0; k < termLogs.length; k++) {
      termLogs[k] = termLog(terms.get(k), search, logs) / raise;
    }
    double logSum = logSum(termLogs);
    double bent = bent(search, logSum, raise);
    double factor =
        rows().logarithmic() ? Math.exp(bent - withFloor(search, bent)) : Math.exp(bent);
    bendGradient(search, termLogs, logSum, bent, factor, gradient);
    double share = bend instanceof Bend.Bounded ? Math.exp(bent - logSum) : 1;
    for (int k = 0; k < termLogs.length; k++) {
      addTerm(terms.get(k), factor * share * Math.exp(termLogs[k] - logSum), logs, gradient);
    }
    return rows().logarithmic()
        ? logWithFloor(search, bent, gradient)
        : plusFloor(search, factor, gradient);
  }

  private static double logSum(double[] termLogs) {
    if (termLogs.length == 1) {
      return termLogs[0];
    }
    double largest = Arrays.stream(termLogs).max().orElseThrow();
    double sum = 0;
    for (double log : termLogs) {
      sum += Math.exp(log - largest);
    }
    return largest + Math.log(sum);
  }

  /** The logarithm of the bent sum. */
  private double bent(double[] search, double logSum, double raise) {
    return bend instanceof Bend.Bounded(int height)
        ? -logSum(new double[] {-search[height], -logSum})
        : raise * logSum;
  }

  /**
   * The derivative by the coordinate of the bend.
   *
   * @param factor the derivative of the prediction by the logarithm of the bent sum
   */
  private void bendGradient(
      double[] search,
      double[] termLogs,
      double logSum,
      double bent,
      double factor,
      double[] gradient) {
    switch (bend) {
      case Bend.Straight() -> {}
      case Bend.Raised(int k) -> {
        double inner = logSum;
        for (double log : termLogs) {
          inner -= Math.exp(log - logSum) * log;
        }
        gradient[k] = factor * Math.exp(search[k]) * inner;
      }
      case Bend.Bounded(int height) -> gradient[height] = factor * Math.exp(bent - search[height]);
    }
  }

  private double[] centred(double[] x) {
    double[] logs = new double[x.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(x[i]) - middle[i];
    }
    return logs;
  }

  private static double termLog(Term term, double[] search, double[] logs) {
    double log = search[term.coefficient()];
    for (Power power : term.powers()) {
      log += power.sign() * search[power.parameter()] * power.feature(logs);
    }
    return log;
  }

  private double withFloor(double[] search, double bent) {
    return floor.map(each -> logSum(new double[] {bent, search[each.parameter()]})).orElse(bent);
  }

  private double logWithFloor(double[] search, double bent, double[] gradient) {
    double log = withFloor(search, bent);
    floor.ifPresent(each -> gradient[each.parameter()] = Math.exp(search[each.parameter()] - log));
    return log;
  }

  private double plusFloor(double[] search, double sum, double[] gradient) {
    if (floor.isEmpty()) {
      return sum;
    }
    Floor each = floor.get();
    int sign = each.size() == Size.NEGATED ? -1 : 1;
    gradient[each.parameter()] = sign;
    return sum + sign * search[each.parameter()];
  }

  private static void addTerm(Term term, double weight, double[] logs, double[] gradient) {
    gradient[term.coefficient()] += weight;
    for (Power power : term.powers()) {
      gradient[power.parameter()] += weight * power.sign() * power.feature(logs);
    }
  }

  @Override
  public List<double[]> starts(Loss loss, int count, Seed seed) {
    List<double[]> candidates = super.starts(loss, count * CANDIDATES_PER_START, seed);
    return best(candidates, count, point -> lossAt(point, loss));
  }

  @Override
  protected double[] start(RandomGenerator random) {
    return bentStart(new LinearPart().solved(exponents(random)), random);
  }

  /** Slopes between 0.03 and 1, three in four of them downwards. */
  private double[] exponents(RandomGenerator random) {
    double[] point = new double[dimension()];
    for (Term term : terms) {
      for (Power power : term.powers()) {
        double size = Math.exp(Math.log(0.03) * random.nextDouble());
        double slope = random.nextDouble() < 0.75 ? -size : size;
        point[power.parameter()] = power.isCrossed() ? 0.1 * slope : power.sign() * slope;
      }
    }
    return point;
  }

  /** The bend at random, the sum unchanged in the middle; changes its argument. */
  private double[] bentStart(double[] point, RandomGenerator random) {
    switch (bend) {
      case Bend.Straight() -> {}
      case Bend.Raised(int k) -> {
        double raise = Math.exp(Math.log(0.25) + Math.log(6) * random.nextDouble());
        double sum =
            logSum(terms.stream().mapToDouble(term -> point[term.coefficient()]).toArray());
        for (Term term : terms) {
          double share = point[term.coefficient()] - sum;
          point[term.coefficient()] = sum + raise * share;
        }
        point[k] = Math.log(raise);
      }
      case Bend.Bounded(int height) ->
          point[height] =
              Math.log(rows().logarithmic() ? Math.exp(rows().greatestTarget()) : range)
                  + 2 * random.nextDouble();
    }
    return point;
  }

  private double lossAt(double[] search, Loss loss) {
    double[] ignored = new double[search.length];
    double sum = 0;
    for (int row = 0; row < rows().size(); row++) {
      sum += loss.value(predict(search, rows().x(row), ignored) - rows().target(row));
    }
    return sum;
  }

  /** Coefficients and floor by non-negative least squares, given the exponents. */
  private final class LinearPart {
    /** Terms first, then the floor, for any sign also its negative. */
    private final double[][] columns;

    private final double[] response;
    private final double[] weights;
    private final double[] solution;
    private final NonNegativeLeastSquares solver;

    LinearPart() {
      int floors = floor.isEmpty() ? 0 : rows().logarithmic() ? 1 : 2;
      columns = new double[terms.size() + floors][rows().size()];
      response = new double[rows().size()];
      weights = new double[rows().size()];
      solution = new double[columns.length];
      solver = new NonNegativeLeastSquares(rows().size(), columns.length);
      for (int row = 0; row < response.length; row++) {
        response[row] = rows().response(row);
        weights[row] = rows().logarithmic() ? 1 / (response[row] * response[row]) : 1;
        for (int f = 0; f < floors; f++) {
          columns[terms.size() + f][row] = f == 0 ? 1 : -1;
        }
      }
    }

    /** Changes its argument. */
    double[] solved(double[] point) {
      for (int row = 0; row < rows().size(); row++) {
        double[] logs = centred(rows().x(row));
        for (int k = 0; k < terms.size(); k++) {
          Term term = terms.get(k);
          columns[k][row] = Math.exp(termLog(term, point, logs) - point[term.coefficient()]);
        }
      }
      solver.solve(columns, response, weights, solution);
      double small = SMALL_SHARE * (rows().logarithmic() ? Math.exp(rows().leastTarget()) : range);
      for (int k = 0; k < terms.size(); k++) {
        place(point, terms.get(k).coefficient(), Math.log(Math.max(small, solution[k])));
      }
      floor.ifPresent(each -> place(point, each.parameter(), floorCoordinate(each, small)));
      return point;
    }

    private double floorCoordinate(Floor each, double small) {
      double value = solution[terms.size()];
      if (rows().logarithmic()) {
        return Math.log(Math.max(small, value));
      }
      double signed = value - solution[terms.size() + 1];
      return each.size() == Size.NEGATED ? -signed : signed;
    }

    private void place(double[] point, int j, double value) {
      point[j] = bounds().clamp(j, value);
    }
  }

  @Override
  public String toString() {
    return "coordinates of " + law.name();
  }
}
