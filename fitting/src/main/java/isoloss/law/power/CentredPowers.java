package isoloss.law.power;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.fit.Coordinates;
import isoloss.fit.Loss;
import isoloss.fit.Parameter;
import isoloss.fit.Rows;
import isoloss.law.power.SumOfPowers.Floor;
import isoloss.law.power.SumOfPowers.Power;
import isoloss.law.power.SumOfPowers.Size;
import isoloss.law.power.SumOfPowers.Term;
import isoloss.optim.Bounds;
import isoloss.optim.NonNegativeLeastSquares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * One coordinate per parameter: of a coefficient the logarithm of its term in the middle of the
 * data, of an exponent the slope there, of the floor its logarithm (its value where the response
 * has any sign). Starting points draw exponents and solve for the rest.
 */
final class CentredPowers implements Coordinates {
  /** Steepest slope of an exponent; three of them in one term stay inside the range of doubles. */
  private static final double STEEPEST = 8;

  private static final double STEEPEST_CROSSED = 3;

  /** Random exponents that are looked at for each start that is kept. */
  private static final int CANDIDATES_PER_START = 8;

  /** A coefficient that least squares sets to zero starts at this share of the response's range. */
  private static final double SMALL_SHARE = 1e-3;

  private final SumOfPowers law;
  private final Rows rows;
  private final List<Parameter> parameters;
  private final Optional<Floor> floor;
  private final List<Term> terms;
  private final double[] middle;
  private final double range;
  private final Bounds bounds;

  CentredPowers(SumOfPowers law, Rows rows) {
    this.law = law;
    this.rows = rows;
    this.parameters = law.parameters();
    this.floor = law.bottom();
    this.terms = law.terms();
    this.middle =
        IntStream.range(0, rows.inputs().size()).mapToDouble(rows::meanLogInput).toArray();
    double spread = rows.greatestTarget() - rows.leastTarget();
    this.range = spread > 0 ? spread : 1;
    this.bounds = box();
  }

  private Bounds box() {
    double[] lower = new double[parameters.size()];
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
    floor.ifPresent(each -> {
      boolean negated = each.size() == Size.NEGATED;
      double low = inLogs ? rows.leastTarget() - 25 : rows.leastTarget() - 50 * range;
      double high = inLogs ? rows.greatestTarget() + 2 : rows.greatestTarget() + 50 * range;
      lower[each.parameter()] = negated ? -high : low;
      upper[each.parameter()] = negated ? -low : high;
    });
    return new Bounds(Values.of(lower), Values.of(upper));
  }

  @Override
  public Rows rows() {
    return rows;
  }

  @Override
  public Bounds bounds() {
    return bounds;
  }

  @Override
  public String coordinateName(int coordinate) {
    return parameters.get(coordinate).name();
  }

  @Override
  public double[] natural(double[] search) {
    double[] theta = search.clone();
    for (Term term : terms) {
      moveSlopes(theta, term, -1);
      double log = search[term.coefficient()] - atMiddle(term, theta);
      theta[term.coefficient()] = term.size() == Size.LOGARITHM ? log : Math.exp(log);
    }
    floor
        .filter(each -> rows.logarithmic() && each.size() == Size.VALUE)
        .ifPresent(each -> theta[each.parameter()] = Math.exp(search[each.parameter()]));
    return theta;
  }

  @Override
  public double[] search(double[] natural) {
    double[] search = natural.clone();
    for (Term term : terms) {
      search[term.coefficient()] =
          SumOfPowers.logCoefficient(term, natural) + atMiddle(term, natural);
      moveSlopes(search, term, 1);
    }
    floor
        .filter(each -> rows.logarithmic() && each.size() == Size.VALUE)
        .ifPresent(each -> search[each.parameter()] = Math.log(natural[each.parameter()]));
    for (int j = 0; j < search.length; j++) {
      search[j] = Math.clamp(search[j], bounds.lower().get(j), bounds.upper().get(j));
    }
    return search;
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
    double[] termLogs = new double[terms.size()];
    for (int k = 0; k < termLogs.length; k++) {
      termLogs[k] = termLog(terms.get(k), search, logs);
    }
    Arrays.fill(gradient, 0);
    return rows.logarithmic()
        ? logOfSum(search, logs, termLogs, gradient)
        : sum(search, logs, termLogs, gradient);
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

  private double logOfSum(double[] search, double[] logs, double[] termLogs, double[] gradient) {
    double floorLog = floor.map(each -> search[each.parameter()]).orElse(Double.NEGATIVE_INFINITY);
    double largest = Math.max(floorLog, Arrays.stream(termLogs).max().orElse(floorLog));
    double sum = Math.exp(floorLog - largest);
    for (double log : termLogs) {
      sum += Math.exp(log - largest);
    }
    double logSum = largest + Math.log(sum);
    floor.ifPresent(each -> gradient[each.parameter()] = Math.exp(floorLog - logSum));
    for (int k = 0; k < termLogs.length; k++) {
      addTerm(terms.get(k), Math.exp(termLogs[k] - logSum), logs, gradient);
    }
    return logSum;
  }

  private double sum(double[] search, double[] logs, double[] termLogs, double[] gradient) {
    double sum = 0;
    if (floor.isPresent()) {
      Floor each = floor.get();
      int sign = each.size() == Size.NEGATED ? -1 : 1;
      sum = sign * search[each.parameter()];
      gradient[each.parameter()] = sign;
    }
    for (int k = 0; k < termLogs.length; k++) {
      double value = Math.exp(termLogs[k]);
      sum += value;
      addTerm(terms.get(k), value, logs, gradient);
    }
    return sum;
  }

  private static void addTerm(Term term, double weight, double[] logs, double[] gradient) {
    gradient[term.coefficient()] += weight;
    for (Power power : term.powers()) {
      gradient[power.parameter()] += weight * power.sign() * power.feature(logs);
    }
  }

  @Override
  public List<double[]> starts(Loss loss, int count, Seed seed) {
    RandomGenerator random = seed.child("starts").generator();
    LinearPart linear = new LinearPart();
    record Scored(double[] point, double value) {}
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < count * CANDIDATES_PER_START; i++) {
      double[] point = linear.solved(exponents(random));
      double value = lossAt(point, loss);
      if (Double.isFinite(value)) {
        scored.add(new Scored(point, value));
      }
    }
    return scored.stream()
        .sorted(Comparator.comparingDouble(Scored::value))
        .limit(count)
        .map(Scored::point)
        .toList();
  }

  /** Slopes between 0.03 and 1, three in four of them downwards. */
  private double[] exponents(RandomGenerator random) {
    double[] point = new double[parameters.size()];
    for (Term term : terms) {
      for (Power power : term.powers()) {
        double size = Math.exp(Math.log(0.03) * random.nextDouble());
        double slope = random.nextDouble() < 0.75 ? -size : size;
        point[power.parameter()] = power.isCrossed() ? 0.1 * slope : power.sign() * slope;
      }
    }
    return point;
  }

  private double lossAt(double[] search, Loss loss) {
    double[] ignored = new double[search.length];
    double sum = 0;
    for (int row = 0; row < rows.size(); row++) {
      sum += loss.value(predict(search, rows.x(row), ignored) - rows.target(row));
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
      int floors = floor.isEmpty() ? 0 : rows.logarithmic() ? 1 : 2;
      columns = new double[terms.size() + floors][rows.size()];
      response = new double[rows.size()];
      weights = new double[rows.size()];
      solution = new double[columns.length];
      solver = new NonNegativeLeastSquares(rows.size(), columns.length);
      for (int row = 0; row < response.length; row++) {
        response[row] = rows.response(row);
        weights[row] = rows.logarithmic() ? 1 / (response[row] * response[row]) : 1;
        for (int f = 0; f < floors; f++) {
          columns[terms.size() + f][row] = f == 0 ? 1 : -1;
        }
      }
    }

    /** Changes its argument. */
    double[] solved(double[] point) {
      for (int row = 0; row < rows.size(); row++) {
        double[] logs = centred(rows.x(row));
        for (int k = 0; k < terms.size(); k++) {
          Term term = terms.get(k);
          columns[k][row] = Math.exp(termLog(term, point, logs) - point[term.coefficient()]);
        }
      }
      solver.solve(columns, response, weights, solution);
      double small = SMALL_SHARE * (rows.logarithmic() ? Math.exp(rows.leastTarget()) : range);
      for (int k = 0; k < terms.size(); k++) {
        place(point, terms.get(k).coefficient(), Math.log(Math.max(small, solution[k])));
      }
      floor.ifPresent(each -> place(point, each.parameter(), floorCoordinate(each, small)));
      return point;
    }

    private double floorCoordinate(Floor each, double small) {
      double value = solution[terms.size()];
      if (rows.logarithmic()) {
        return Math.log(Math.max(small, value));
      }
      double signed = value - solution[terms.size() + 1];
      return each.size() == Size.NEGATED ? -signed : signed;
    }

    private void place(double[] point, int j, double value) {
      point[j] = Math.clamp(value, bounds.lower().get(j), bounds.upper().get(j));
    }
  }

  @Override
  public String toString() {
    return "coordinates of " + law.name();
  }
}
