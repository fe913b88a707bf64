package isoloss.sampling.coverage;

import isoloss.fit.Parameter;
import isoloss.fit.Source;
import isoloss.optim.Bounds;
import isoloss.sampling.ProblemCounts;
import isoloss.stat.GammaFunctions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;

/**
 * p = s x with x from a Beta or a Kumaraswamy distribution and {@code s = min(1, (P+1)/P max c/n)}
 * set by the data, as the authors do. Integrals by the trapezoid rule in {@code t = logit x}, whose
 * error falls exponentially with the step, with nodes where the binomial factor of each row is, and
 * the mass left of the grid added for rows without a success.
 *
 * @see <a href="https://arxiv.org/abs/2502.17578">Schaeffer et al. (2025)</a>; alpha and beta in
 *     [0.01, 100] as there
 */
public final class ScaledDensity implements SuccessDistribution {
  static final Source SCHAEFFER =
      new Source(
          "Schaeffer et al. (2025), how do large language monkeys get their power (laws)",
          "https://arxiv.org/abs/2502.17578");

  private static final double LEFT = -30;
  private static final double STEP = 0.1;

  /** Where the mass left of the grid ends: half a step before its first node. */
  private static final double LEFT_END = LEFT - STEP / 2;

  private static final double LOG_X0 = -Math.log1p(Math.exp(-LEFT_END));
  static final LogBox BOX = new LogBox(Math.log(0.01), Math.log(100));

  /**
   * The midpoint rule overstates a grid that begins on a rising exponential {@code e^(a t)} by
   * {@code h^2/24 f'}, which is this part of the mass to its left (Euler and Maclaurin).
   */
  private static double correction(double a) {
    return 1 - STEP * STEP * a * a / 24;
  }

  /** The density of x. */
  private enum Shape {
    BETA {
      @Override
      double log(double a, double b, double[] constants, double logX, double logRest, double[] d) {
        d[0] = logX - constants[1];
        d[1] = logRest - constants[2];
        return a * logX + b * logRest - constants[0];
      }

      @Override
      double[] constants(double a, double b) {
        double both = GammaFunctions.digamma(a + b);
        return new double[] {
          GammaFunctions.logBeta(a, b),
          GammaFunctions.digamma(a) - both,
          GammaFunctions.digamma(b) - both
        };
      }

      @Override
      double leftMass(double a, double b, double[] constants, double[] d) {
        double whole = Math.exp(a * LOG_X0 - Math.log(a) - constants[0]);
        double mass = whole * correction(a);
        d[0] = mass * (LOG_X0 - 1 / a - constants[1]) - whole * STEP * STEP * a / 12;
        d[1] = -mass * constants[2];
        return mass;
      }
    },
    KUMARASWAMY {
      @Override
      double log(double a, double b, double[] constants, double logX, double logRest, double[] d) {
        double exponent = a * logX;
        double power = Math.exp(exponent);
        double rest = power < 0.5 ? 1 - power : -Math.expm1(exponent); // 1 - x^a
        double logOfRest = Math.log(rest);
        d[0] = 1 / a + logX - (b - 1) * power * logX / rest;
        d[1] = 1 / b + logOfRest;
        return constants[0] + exponent + (b - 1) * logOfRest + logRest;
      }

      @Override
      double[] constants(double a, double b) {
        return new double[] {Math.log(a) + Math.log(b)};
      }

      @Override
      double leftMass(double a, double b, double[] constants, double[] d) {
        double power = Math.exp(a * LOG_X0);
        double logRest = Math.log1p(-power);
        double rest = Math.exp(b * logRest);
        double whole = -Math.expm1(b * logRest);
        d[0] =
            b * Math.exp((b - 1) * logRest) * power * LOG_X0 * correction(a)
                - whole * STEP * STEP * a / 12;
        d[1] = -rest * logRest * correction(a);
        return whole * correction(a);
      }
    };

    /** {@code ln(f(x) x (1-x))}, and its derivatives by a and b. */
    abstract double log(
        double a, double b, double[] constants, double logX, double logRest, double[] d);

    abstract double[] constants(double a, double b);

    /** The probability of x below the grid, and its derivatives. */
    abstract double leftMass(double a, double b, double[] constants, double[] d);
  }

  private final Shape shape;

  private ScaledDensity(Shape shape) {
    this.shape = shape;
  }

  public static ScaledDensity beta() {
    return new ScaledDensity(Shape.BETA);
  }

  public static ScaledDensity kumaraswamy() {
    return new ScaledDensity(Shape.KUMARASWAMY);
  }

  @Override
  public String name() {
    return shape == Shape.BETA ? "scaled-beta" : "scaled-kumaraswamy";
  }

  @Override
  public String formula() {
    return shape == Shape.BETA
        ? "pass@k = 1 - E(1 - s x)^k, x ~ Beta(alpha, beta)"
        : "pass@k = 1 - E(1 - s x)^k, x ~ Kumaraswamy(alpha, beta)";
  }

  @Override
  public Source source() {
    return SCHAEFFER;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.positive("alpha", "shape near p = 0; the exponent of coverage in k"),
        Parameter.positive("beta", "shape near p = s"),
        Parameter.positive("s", "largest success probability, set by the data").within(0, 1));
  }

  @Override
  public double failure(double[] theta, double k) {
    double[] constants = shape.constants(theta[0], theta[1]);
    double[] ignored = new double[2];
    double sum = shape.leftMass(theta[0], theta[1], constants, ignored);
    for (int j = 0; j < Grid.X.length; j++) {
      double kernel = k * Math.log1p(-Math.min(theta[2] * Grid.X[j], 1 - 1e-16));
      double log =
          shape.log(theta[0], theta[1], constants, Grid.LOG_X[j], Grid.LOG_REST[j], ignored);
      sum += STEP * Math.exp(kernel + log);
    }
    return Math.min(1, sum);
  }

  /**
   * With s as it was fitted: a problem solved more often than s allows has a likelihood that falls
   * with its distance, and zero where every sample was correct.
   */
  @Override
  public double logLikelihood(double[] theta, ProblemCounts problem) {
    CountRows rows = CountRows.of(List.of(problem));
    Likelihood likelihood = new Likelihood(rows, new double[] {1}, theta[2]);
    double[] search = likelihood.search(theta);
    return -likelihood.value(search, new double[2]);
  }

  /** Nodes of rows that were met before: resamples of one table share them. */
  private final Map<NodeKey, Nodes> known = new ConcurrentHashMap<>();

  private record NodeKey(int samples, int correct, double scale) {}

  private static final int MOST_KNOWN = 50_000;

  private Nodes nodes(int samples, int correct, double scale) {
    if (known.size() > MOST_KNOWN) {
      known.clear();
    }
    return known.computeIfAbsent(
        new NodeKey(samples, correct, scale),
        key -> Nodes.of(key.samples(), key.correct(), key.scale()));
  }

  @Override
  public Problem on(CountRows rows, double[] weights) {
    double greatest = rows.greatestShare(weights);
    double problems = Arrays.stream(weights).sum();
    double scale = Math.min(1, (problems + 1) / problems * greatest);
    return new Likelihood(rows, weights, scale > 0 ? scale : 1);
  }

  /** Nodes of the integral without a binomial factor: x, ln x and ln(1 - x). */
  private static final class Grid {
    static final double[] LOG_X;
    static final double[] LOG_REST;
    static final double[] X;

    static {
      double[] t =
          DoubleStream.iterate(LEFT, each -> each <= Nodes.RIGHT, each -> each + STEP).toArray();
      LOG_X = Arrays.stream(t).map(each -> -Math.log1p(Math.exp(-each))).toArray();
      LOG_REST = Arrays.stream(t).map(each -> -Math.log1p(Math.exp(each))).toArray();
      X = Arrays.stream(LOG_X).map(Math::exp).toArray();
    }
  }

  /** Nodes of the integral of one row. */
  private record Nodes(double[] logX, double[] logRest, double[] kernel, double top, double step) {
    static final double RIGHT = 25;

    /** Nodes whose factor is this far below the largest are left out. */
    private static final double NEGLIGIBLE = 38;

    static Nodes of(int n, int c, double scale) {
      double share = Math.min(c / (n * scale), 1 - 1e-12);
      double peak = c == 0 ? LEFT : Math.log(share / (1 - share));
      double p = scale * share;
      // d ln(kernel)/dt has the slope -(c + ...) there; the width of its bell in t
      double width = c == 0 ? 1 : Math.sqrt((1 - p) / Math.max(c, 1e-9)) / (1 - share);
      double step = Math.min(STEP, 0.75 * width);
      double top = logKernel(n, c, scale, peak);
      double from = peak;
      while (from > LEFT && logKernel(n, c, scale, from) > top - NEGLIGIBLE) {
        from -= step;
      }
      double to = peak;
      while (to < RIGHT && logKernel(n, c, scale, to) > top - NEGLIGIBLE) {
        to += step;
      }
      if (c == 0) {
        from = LEFT;
      }
      int count = (int) Math.rint((to - from) / step) + 1;
      double[] logX = new double[count];
      double[] logRest = new double[count];
      double[] kernel = new double[count];
      for (int j = 0; j < count; j++) {
        double t = from + j * step;
        logX[j] = -Math.log1p(Math.exp(-t));
        logRest[j] = -Math.log1p(Math.exp(t));
        kernel[j] = logKernel(n, c, scale, t);
      }
      return new Nodes(logX, logRest, kernel, Arrays.stream(kernel).max().orElseThrow(), step);
    }

    private static double logKernel(int n, int c, double scale, double t) {
      double x = 1 / (1 + Math.exp(-t));
      double failures = n - c;
      return (c == 0 ? 0 : c * (Math.log(scale) - Math.log1p(Math.exp(-t))))
          + (failures == 0 ? 0 : failures * Math.log1p(-Math.min(scale * x, 1 - 1e-16)));
    }
  }

  /** In (ln alpha, ln beta); s is fixed by the rows. */
  private final class Likelihood implements Problem {
    private final CountRows rows;
    private final double[] weights;
    private final double scale;
    private final Nodes[] nodes;
    private final double[] slopes = new double[2];
    private final double[] derivatives = new double[2];

    Likelihood(CountRows rows, double[] weights, double scale) {
      this.rows = rows;
      this.weights = weights;
      this.scale = scale;
      nodes = new Nodes[rows.size()];
      for (int row = 0; row < nodes.length; row++) {
        if (weights[row] > 0) {
          nodes[row] = nodes(rows.samples(row), rows.correct(row), scale);
        }
      }
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public Bounds bounds() {
      return BOX.bounds();
    }

    @Override
    public List<double[]> starts() {
      return List.of(new double[] {Math.log(0.35), Math.log(3.5)}, new double[] {-2, 0.7});
    }

    @Override
    public double value(double[] x, double[] gradient) {
      double a = Math.exp(x[0]);
      double b = Math.exp(x[1]);
      double[] constants = shape.constants(a, b);
      Arrays.fill(gradient, 0);
      double sum = 0;
      for (int row = 0; row < rows.size(); row++) {
        if (weights[row] > 0) {
          double log = row(row, a, b, constants);
          sum -= weights[row] * log;
          gradient[0] -= weights[row] * slopes[0] * a;
          gradient[1] -= weights[row] * slopes[1] * b;
        }
      }
      return sum;
    }

    /** Log-likelihood of a row; its derivatives are left in the slopes. */
    private double row(int row, double a, double b, double[] constants) {
      Nodes at = nodes[row];
      double[] d = derivatives;
      double top = at.top();
      double sum = 0;
      double byA = 0;
      double byB = 0;
      for (int j = 0; j < at.kernel().length; j++) {
        double term =
            Math.exp(
                at.kernel()[j]
                    - top
                    + shape.log(a, b, constants, at.logX()[j], at.logRest()[j], d));
        sum += term;
        byA += term * d[0];
        byB += term * d[1];
      }
      sum *= at.step();
      byA *= at.step();
      byB *= at.step();
      if (rows.correct(row) == 0) {
        sum += shape.leftMass(a, b, constants, d) * Math.exp(-top);
        byA += d[0] * Math.exp(-top);
        byB += d[1] * Math.exp(-top);
      }
      slopes[0] = byA / sum;
      slopes[1] = byB / sum;
      return rows.logChoose(row) + top + Math.log(sum);
    }

    @Override
    public double[] natural(double[] search) {
      return new double[] {Math.exp(search[0]), Math.exp(search[1]), scale};
    }

    @Override
    public double[] search(double[] natural) {
      return BOX.search(natural);
    }
  }
}
