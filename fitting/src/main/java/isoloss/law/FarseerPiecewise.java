package isoloss.law;

import static java.lang.Math.abs;
import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.pow;
import static java.lang.Math.sqrt;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.fit.Option;
import isoloss.fit.Procedure;
import isoloss.fit.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The Farseer authors' code (variant {@code all_trans}): no optimiser, no weights, ordinary least
 * squares inside one-dimensional grids of exponents.
 *
 * <ol>
 *   <li>Per N, budgets sorted; consecutive ones kept as a pair where {@code 0.35 < D2/D1 - 1 <
 *       0.45}; an N with fewer than 5 pairs is dropped. The fall of the loss R = L1 - L2 belongs to
 *       D2.
 *   <li>Stage 1: per N, a line of lg R on lg D2 gives {@code A_N = |slope|}, {@code B_N =
 *       10^intercept / (sqrt 2^A_N - 1)}.
 *   <li>R0: the power a of N whose line fits lg A_N best in mean relative error of A_N.
 *   <li>R1: the power b of N whose line fits lg B_N such that the falls of the loss have the least
 *       mean relative error; b negative with a rising line. R2: a again with R1's B; R3: b again
 *       with R2's A.
 *   <li>Stage 3: what remains, O = L - B D^-A at each pair's D2; the power q whose line fits lg O
 *       best in mean relative error of O.
 * </ol>
 *
 * Where it differs from the paper's algorithms 1 and 2: mean relative error in place of a sum of
 * squares, a fixed order of stages in place of repetition, rows in place of group means, the sign
 * rule. Powers within 1e-9 of 0 are skipped: the grid is made of integers and 0 itself has no line.
 */
public final class FarseerPiecewise implements Procedure.Steps {
  static final Option USE_PRED =
      Option.choice(
          "use-pred",
          "whether R1 uses R0's fitted A(N) in place of each size's own",
          "false",
          "true");

  private static final double LEAST_GAP = 0.35;
  private static final double GREATEST_GAP = 0.45;
  private static final int LEAST_PAIRS = 5;
  private static final int LEAST_SIZES = 3;
  private static final double LN10 = log(10);

  /** Powers of N in ten-thousandths, from -0.5 up to but not including 0.5. */
  private static final Grid FINE = new Grid(-5000, 5000, 10_000);

  /** Powers of N in thousandths. */
  private static final Grid COARSE = new Grid(-500, 500, 1_000);

  /** The numbers {@code i/parts}, first included, end excluded, 0 left out. */
  private record Grid(int first, int end, int parts) {
    double[] powers() {
      return IntStream.range(first, end).filter(i -> i != 0).mapToDouble(this::power).toArray();
    }

    private double power(int i) {
      return (double) i / parts;
    }
  }

  /** Two neighbouring budgets of one size: the fall of the loss belongs to the second. */
  private record Pair(double d1, double d2, double loss2, double fall) {}

  /**
   * One size's kept pairs.
   *
   * @param weight how often the size counts
   */
  private record Size(double n, double weight, List<Pair> pairs) {}

  /** {@code exp(slope N^power + offset)}, a quantity's dependence on size. */
  private record PowerOfSize(double slope, double power, double offset, double error) {
    double at(double n) {
      return exp(slope * pow(n, power) + offset);
    }
  }

  /** The pairs of a table, with what every stage needs in flat arrays. */
  private static final class Differences {
    final List<Size> sizes;
    final double[] n;
    final double[] weight;
    final int[] sizeOf;
    final double[] logD1;
    final double[] logD2;
    final double[] loss2;
    final double[] fall;
    final double totalWeight;

    Differences(List<Size> sizes) {
      this.sizes = sizes;
      n = sizes.stream().mapToDouble(Size::n).toArray();
      weight = sizes.stream().mapToDouble(Size::weight).toArray();
      List<Pair> all = sizes.stream().flatMap(size -> size.pairs().stream()).toList();
      sizeOf =
          IntStream.range(0, n.length)
              .flatMap(s -> IntStream.generate(() -> s).limit(sizes.get(s).pairs().size()))
              .toArray();
      logD1 = all.stream().mapToDouble(pair -> log(pair.d1())).toArray();
      logD2 = all.stream().mapToDouble(pair -> log(pair.d2())).toArray();
      loss2 = all.stream().mapToDouble(Pair::loss2).toArray();
      fall = all.stream().mapToDouble(Pair::fall).toArray();
      totalWeight = Arrays.stream(sizeOf).mapToDouble(s -> weight[s]).sum();
    }

    int pairs() {
      return fall.length;
    }
  }

  @Override
  public String objectiveName() {
    return "mean relative error of loss differences between budgets sqrt(2) apart";
  }

  @Override
  public String resamplingUnit() {
    return "N";
  }

  @Override
  public double objective(double[] theta, Observations observations) {
    Differences data;
    try {
      data = differences(Rows.of(new Farseer(), observations), ones(observations.size()));
    } catch (InputException designDoesNotAdmitIt) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 0; i < data.pairs(); i++) {
      double n = data.n[data.sizeOf[i]];
      double fall =
          Farseer.dataTerm(theta, n, exp(data.logD1[i]))
              - Farseer.dataTerm(theta, n, exp(data.logD2[i]));
      sum += abs(data.fall[i] - fall) / data.fall[i];
    }
    return sum / data.pairs();
  }

  @Override
  public Procedure.Outcome run(
      Observations observations, int[] multiplicity, Map<String, String> options) {
    boolean usePredicted = Boolean.parseBoolean(options.getOrDefault(USE_PRED.key(), "false"));
    Rows rows = Rows.of(new Farseer(), observations);
    return new Stages(differences(rows, multiplicity)).run(usePredicted);
  }

  /** The piecewise solution as a start for other searches. */
  static double[] fit(Rows rows, boolean usePredicted) {
    return new Stages(differences(rows, ones(rows.size()))).run(usePredicted).theta();
  }

  private static int[] ones(int count) {
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static Differences differences(Rows rows, int[] multiplicity) {
    TreeMap<Double, List<Integer>> rowsOfSize = new TreeMap<>();
    for (int row = 0; row < rows.size(); row++) {
      if (multiplicity[row] > 0) {
        rowsOfSize.computeIfAbsent(rows.input(row, 0), n -> new ArrayList<>()).add(row);
      }
    }
    List<Size> sizes = new ArrayList<>();
    rowsOfSize.forEach((n, members) -> {
      List<Pair> pairs = pairs(rows, members);
      if (pairs.size() >= LEAST_PAIRS) {
        sizes.add(new Size(n, multiplicity[members.getFirst()], pairs));
      }
    });
    if (sizes.size() < LEAST_SIZES) {
      throw new InputException(
          ("the published Farseer procedure needs at least %d model sizes with %d pairs of budgets"
                  + " sqrt(2) apart, and these data have %d; use --procedure default, which takes"
                  + " any grid")
              .formatted(LEAST_SIZES, LEAST_PAIRS, sizes.size()));
    }
    return new Differences(sizes);
  }

  private static List<Pair> pairs(Rows rows, List<Integer> members) {
    List<Integer> byBudget =
        members.stream().sorted(Comparator.comparingDouble(row -> rows.input(row, 1))).toList();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 1; i < byBudget.size(); i++) {
      int before = byBudget.get(i - 1);
      int after = byBudget.get(i);
      double d1 = rows.input(before, 1);
      double d2 = rows.input(after, 1);
      double gap = d2 / d1 - 1;
      if (gap > LEAST_GAP && gap < GREATEST_GAP) {
        double loss2 = rows.response(after);
        pairs.add(new Pair(d1, d2, loss2, rows.response(before) - loss2));
      }
    }
    return pairs;
  }

  /** The stages on one table. */
  private static final class Stages {
    private final Differences data;
    private final double[] exponent;
    private final double[] coefficient;

    Stages(Differences data) {
      this.data = data;
      int sizes = data.n.length;
      exponent = new double[sizes];
      coefficient = new double[sizes];
      for (int s = 0; s < sizes; s++) {
        firstStage(s);
      }
    }

    private void firstStage(int s) {
      List<Pair> pairs = data.sizes.get(s).pairs();
      for (Pair pair : pairs) {
        if (!(pair.fall() > 0)) {
          throw new InputException(
              String.format(
                  Locale.ROOT,
                  "the published Farseer procedure takes logarithms of falls of the loss, and at"
                      + " N = %.0f the loss rises from D = %.0f to %.0f; use --procedure default",
                  data.n[s],
                  pair.d1(),
                  pair.d2()));
        }
      }
      Line line =
          Line.through(
              pairs.stream().mapToDouble(pair -> log(pair.d2()) / LN10).toArray(),
              pairs.stream().mapToDouble(pair -> log(pair.fall()) / LN10).toArray(),
              null);
      exponent[s] = abs(line.slope());
      coefficient[s] = pow(10, line.intercept()) / (pow(sqrt(2), exponent[s]) - 1);
    }

    Procedure.Outcome run(boolean usePredicted) {
      PowerOfSize a0 = bestByValue(exponent, data.n, data.weight, FINE);
      double[] exponentsForB = usePredicted ? fitted(a0) : exponent;
      PowerOfSize b1 = bestCoefficient(exponentsForB);
      PowerOfSize a2 = bestExponent(fitted(b1));
      PowerOfSize b3 = bestCoefficient(fitted(a2));
      PowerOfSize floor = bestFloor(a2, b3);
      double[] theta = {
        a2.slope,
        a2.power,
        a2.offset,
        b3.slope,
        b3.power,
        b3.offset,
        floor.slope,
        floor.power,
        floor.offset
      };
      return new Procedure.Outcome(
          theta,
          b3.error,
          4L * FINE.powers().length + COARSE.powers().length,
          List.of(
              remark("%d pairs of budgets of %d model sizes", data.pairs(), data.n.length),
              remark(
                  "mean relative errors of the stages: R0 %.7f at alpha=%.4f, R1 %.7f at beta=%.4f,"
                      + " R2 %.7f at alpha=%.4f, R3 %.7f at beta=%.4f, stage 3 %.8f at gamma=%.3f",
                  a0.error,
                  a0.power,
                  b1.error,
                  b1.power,
                  a2.error,
                  a2.power,
                  b3.error,
                  b3.power,
                  floor.error,
                  floor.power)));
    }

    private static String remark(String format, Object... values) {
      return String.format(Locale.ROOT, format, values);
    }

    private double[] fitted(PowerOfSize quantity) {
      return Arrays.stream(data.n).map(quantity::at).toArray();
    }

    /** R1 and R3: the power of B with exponents given. */
    private PowerOfSize bestCoefficient(double[] exponents) {
      double[] logCoefficient = logs(coefficient);
      double[] falls = new double[data.pairs()];
      for (int i = 0; i < falls.length; i++) {
        double a = exponents[data.sizeOf[i]];
        falls[i] = exp(-a * data.logD1[i]) - exp(-a * data.logD2[i]);
      }
      PowerOfSize best = null;
      for (double power : FINE.powers()) {
        if (power >= 0) {
          break;
        }
        double[] basis = powers(data.n, power);
        Line line = Line.through(basis, logCoefficient, data.weight);
        if (!(line.slope() > 0)) {
          continue;
        }
        double[] b = values(line, basis);
        double limit = best == null ? Double.POSITIVE_INFINITY : best.error;
        double error = fallError(i -> b[data.sizeOf[i]] * falls[i], limit);
        if (error < limit) {
          best = new PowerOfSize(line.slope(), power, line.intercept(), error);
        }
      }
      return require(best, "data coefficient");
    }

    /** R2: the power of A with coefficients given. */
    private PowerOfSize bestExponent(double[] coefficients) {
      double[] logExponent = logs(exponent);
      PowerOfSize best = null;
      for (double power : FINE.powers()) {
        double[] basis = powers(data.n, power);
        Line line = Line.through(basis, logExponent, data.weight);
        double[] a = values(line, basis);
        double limit = best == null ? Double.POSITIVE_INFINITY : best.error;
        double error =
            fallError(
                i -> {
                  int s = data.sizeOf[i];
                  return coefficients[s]
                      * (exp(-a[s] * data.logD1[i]) - exp(-a[s] * data.logD2[i]));
                },
                limit);
        if (error < limit) {
          best = new PowerOfSize(line.slope(), power, line.intercept(), error);
        }
      }
      return require(best, "data exponent");
    }

    /** Mean relative error of falls of the loss; infinite as soon as it must exceed the limit. */
    private double fallError(java.util.function.IntToDoubleFunction fall, double limit) {
      double sum = 0;
      double most = limit * data.totalWeight;
      for (int i = 0; i < data.pairs(); i++) {
        double r = data.fall[i];
        sum += data.weight[data.sizeOf[i]] * abs(r - fall.applyAsDouble(i)) / r;
        if (!(sum <= most)) {
          return Double.POSITIVE_INFINITY;
        }
      }
      return sum / data.totalWeight;
    }

    /** Stage 3: the power of G over all pairs' second budgets. */
    private PowerOfSize bestFloor(PowerOfSize a, PowerOfSize b) {
      double[] rest = new double[data.pairs()];
      double[] n = new double[rest.length];
      double[] weight = new double[rest.length];
      for (int i = 0; i < rest.length; i++) {
        n[i] = data.n[data.sizeOf[i]];
        weight[i] = data.weight[data.sizeOf[i]];
        rest[i] = data.loss2[i] - b.at(n[i]) * exp(-a.at(n[i]) * data.logD2[i]);
        if (!(rest[i] > 0)) {
          throw new InputException(
              String.format(
                  Locale.ROOT,
                  "the published Farseer procedure leaves no floor at N = %.0f, where its data term"
                      + " exceeds the loss; use --procedure default",
                  n[i]));
        }
      }
      return bestByValue(rest, n, weight, COARSE);
    }

    /**
     * The power whose line through the logarithm has the least mean relative error of the value.
     */
    private static PowerOfSize bestByValue(double[] value, double[] n, double[] weight, Grid grid) {
      double[] logValue = logs(value);
      double total = Arrays.stream(weight).sum();
      PowerOfSize best = null;
      for (double power : grid.powers()) {
        double[] basis = powers(n, power);
        Line line = Line.through(basis, logValue, weight);
        double limit = best == null ? Double.POSITIVE_INFINITY : best.error;
        double error = valueError(value, basis, line, weight, limit * total) / total;
        if (error < limit) {
          best = new PowerOfSize(line.slope(), power, line.intercept(), error);
        }
      }
      return require(best, "dependence on model size");
    }

    private static double valueError(
        double[] value, double[] basis, Line line, double[] weight, double most) {
      double sum = 0;
      for (int i = 0; i < value.length && sum <= most; i++) {
        sum += weight[i] * abs(value[i] - exp(line.at(basis[i]))) / value[i];
      }
      return sum <= most ? sum : Double.POSITIVE_INFINITY;
    }

    private static PowerOfSize require(
        @org.jspecify.annotations.Nullable PowerOfSize best, String what) {
      if (best == null) {
        throw new InputException(
            "the published Farseer procedure finds no admissible power of N for the "
                + what
                + "; use --procedure default");
      }
      return best;
    }

    /** N to a power; equal neighbours are computed once. */
    private static double[] powers(double[] n, double power) {
      double[] out = new double[n.length];
      for (int i = 0; i < n.length; i++) {
        out[i] = i > 0 && n[i] == n[i - 1] ? out[i - 1] : pow(n[i], power);
      }
      return out;
    }

    private static double[] values(Line line, double[] basis) {
      return Arrays.stream(basis).map(x -> exp(line.at(x))).toArray();
    }

    private static double[] logs(double[] values) {
      return Arrays.stream(values).map(Math::log).toArray();
    }
  }

  /** A weighted least-squares line. */
  private record Line(double slope, double intercept) {
    double at(double x) {
      return slope * x + intercept;
    }

    /**
     * @param weight null for equal weights
     */
    static Line through(
        double[] x, double[] y, double @org.jspecify.annotations.Nullable [] weight) {
      double total = 0;
      double meanX = 0;
      double meanY = 0;
      for (int i = 0; i < x.length; i++) {
        double w = weight == null ? 1 : weight[i];
        total += w;
        meanX += w * x[i];
        meanY += w * y[i];
      }
      meanX /= total;
      meanY /= total;
      double xx = 0;
      double xy = 0;
      for (int i = 0; i < x.length; i++) {
        double w = weight == null ? 1 : weight[i];
        xx += w * (x[i] - meanX) * (x[i] - meanX);
        xy += w * (x[i] - meanX) * (y[i] - meanY);
      }
      double slope = xy / xx;
      return new Line(slope, meanY - slope * meanX);
    }
  }
}
