package isoloss.plan.scalebench;

import isoloss.data.Observations;
import isoloss.fit.Fitter;
import isoloss.law.mixture.MixingLaw;
import isoloss.optim.LeastSquares;
import isoloss.optim.Residuals;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A mixing law of one domain whose loss also falls with the size of the model. */
enum SizedMixing implements Form {
  /** Only what the mixture cannot mend falls with size. */
  FLOOR("L = c (N/N0)^-a + exp(sum_j t_j r_j)"),
  /** Only what the mixture can mend falls with size. */
  REDUCIBLE("L = c + (N/N0)^-a exp(sum_j t_j r_j)"),
  /** Everything falls alike. */
  WHOLE("L = (N/N0)^-a (c + exp(sum_j t_j r_j))"),
  /** Both fall, each with its own exponent. */
  BOTH("L = c (N/N0)^-a + (N/N0)^-b exp(sum_j t_j r_j)"),
  /** A straight line in the logarithm of size. */
  LINE("L = c - a ln(N/N0) + exp(sum_j t_j r_j)");

  /** N0, so that every parameter is of order one. */
  private static final double REFERENCE_SIZE = 2e8;

  /** Index of the first t among the parameters (c, a, b, t). */
  private static final int RATES = 3;

  private final String formula;

  SizedMixing(String formula) {
    this.formula = formula;
  }

  @Override
  public String formula() {
    return formula + ", each domain by itself";
  }

  /** c, a, one t per domain, and b of the form that has it; for five domains. */
  @Override
  public int parameters() {
    return this == BOTH ? 8 : 7;
  }

  @Override
  public Fitted fit(Observations rows, Fitter fitter) {
    double[][] mixtures = Mixtures.of(rows);
    double[] losses = rows.column("L");
    MixingLaw pooled = MixingLaw.fit(mixtures, losses);
    double[] start =
        DoubleStream.concat(
                DoubleStream.of(Math.max(pooled.floor(), 0.05), 0.1, this == BOTH ? 0.1 : 0),
                pooled.rates().stream())
            .toArray();
    Misfit misfit = new Misfit(this, logSizes(rows), mixtures, losses);
    double[] point =
        LeastSquares.withDefaults().minimize(misfit, start).minimum().point().toArray();
    return others -> {
      double[] sizes = logSizes(others);
      double[][] shares = Mixtures.of(others);
      double[] ignored = new double[point.length];
      return IntStream.range(0, sizes.length)
          .mapToDouble(row -> value(point, sizes[row], shares[row], ignored))
          .toArray();
    };
  }

  private static double[] logSizes(Observations rows) {
    return DoubleStream.of(rows.column("N")).map(n -> Math.log(n / REFERENCE_SIZE)).toArray();
  }

  /** The loss at (c, a, b, t); the gradient is overwritten. Only BOTH depends on b. */
  private double value(double[] point, double logSize, double[] mixture, double[] gradient) {
    double exponent = 0;
    for (int j = 0; j < mixture.length; j++) {
      exponent += point[RATES + j] * mixture[j];
    }
    double fall = Math.exp(-point[1] * logSize);
    double floorFactor = this == REDUCIBLE || this == LINE ? 1 : fall;
    double mixingFactor =
        switch (this) {
          case REDUCIBLE, WHOLE -> fall;
          case BOTH -> Math.exp(-point[2] * logSize);
          case FLOOR, LINE -> 1;
        };
    double floor = point[0] * floorFactor;
    double mixing = Math.exp(exponent) * mixingFactor;
    gradient[0] = floorFactor;
    gradient[1] =
        -logSize
            * switch (this) {
              case FLOOR, BOTH -> floor;
              case REDUCIBLE -> mixing;
              case WHOLE -> floor + mixing;
              case LINE -> 1;
            };
    gradient[2] = this == BOTH ? -logSize * mixing : 0;
    for (int j = 0; j < mixture.length; j++) {
      gradient[RATES + j] = mixing * mixture[j];
    }
    return floor + mixing - (this == LINE ? point[1] * logSize : 0);
  }

  /** Residuals as a function of (c, a, b, t). */
  private record Misfit(SizedMixing form, double[] logSizes, double[][] mixtures, double[] losses)
      implements Residuals {
    @Override
    public int count() {
      return losses.length;
    }

    @Override
    public int dimension() {
      return RATES + mixtures[0].length;
    }

    @Override
    public void at(double[] point, double[] residuals, double[][] jacobian) {
      for (int row = 0; row < losses.length; row++) {
        residuals[row] =
            form.value(point, logSizes[row], mixtures[row], jacobian[row]) - losses[row];
      }
    }
  }
}
