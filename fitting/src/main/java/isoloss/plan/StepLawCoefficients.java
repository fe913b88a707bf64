package isoloss.plan;

import isoloss.data.Observations;
import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.fit.Findings;
import isoloss.stat.Moments;
import isoloss.stat.Normal;
import isoloss.stat.Quantile;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The five coefficients of Step law with their joint uncertainty: {@code ln lr = lr_intercept +
 * lr_coefN ln N + lr_coefD ln D}, {@code ln B = bs_intercept + bs_coefD ln D}; N in parameters, D
 * and B in tokens.
 */
public sealed interface StepLawCoefficients {
  /** In the order of {@link #mean}, as the authors' file names them. */
  List<Variable> COLUMNS =
      List.of(
          any("lr_intercept", "ln of the learning rate at N = D = 1"),
          any("lr_coefN", "exponent of N in the learning rate"),
          any("lr_coefD", "exponent of D in the learning rate"),
          any("bs_intercept", "ln of the batch in tokens at D = 1"),
          any("bs_coefD", "exponent of D in the batch"));

  private static Variable any(String symbol, String name) {
    return new Variable(symbol, name, "1", Variable.Sign.ANY);
  }

  /** Arithmetic means of the coefficients. */
  Values mean();

  /**
   * Interval of a linear combination of the coefficients.
   *
   * @param combination one weight per coefficient
   * @param level in (0, 1)
   */
  Quantile.Interval interval(double[] combination, double level);

  /** Where the uncertainty comes from, as a clause. */
  String inWords();

  /** Central interval of the learning rate. */
  default Quantile.Interval learningRate(double parameters, double tokens, double level) {
    return exponential(interval(rateAt(parameters, tokens), level));
  }

  /** Central interval of the batch, in tokens. */
  default Quantile.Interval batchTokens(double tokens, double level) {
    return exponential(interval(batchAt(tokens), level));
  }

  /** The learning rate of the mean coefficients. */
  default double meanLearningRate(double parameters, double tokens) {
    return Math.exp(product(rateAt(parameters, tokens)));
  }

  /** The batch of the mean coefficients, in tokens. */
  default double meanBatchTokens(double tokens) {
    return Math.exp(product(batchAt(tokens)));
  }

  private double product(double[] combination) {
    return dot(combination, mean());
  }

  private static double dot(double[] combination, Values coefficients) {
    return IntStream.range(0, combination.length)
        .mapToDouble(i -> combination[i] * coefficients.get(i))
        .sum();
  }

  private static double[] rateAt(double parameters, double tokens) {
    return new double[] {1, Math.log(parameters), Math.log(tokens), 0, 0};
  }

  private static double[] batchAt(double tokens) {
    return new double[] {0, 0, 0, 1, Math.log(tokens)};
  }

  private static Quantile.Interval exponential(Quantile.Interval logarithms) {
    return new Quantile.Interval(Math.exp(logarithms.low()), Math.exp(logarithms.high()));
  }

  /**
   * A joint normal, so that the logarithm of each prediction is normal with variance {@code x'Sx}
   * and its interval needs no sampling.
   *
   * @param covariance row after row
   */
  record JointNormal(Values mean, List<Values> covariance, String inWords)
      implements StepLawCoefficients {
    public JointNormal {
      covariance = List.copyOf(covariance);
    }

    @Override
    public Quantile.Interval interval(double[] combination, double level) {
      double centre = dot(combination, mean);
      double variance = 0;
      for (int i = 0; i < combination.length; i++) {
        variance += combination[i] * dot(combination, covariance.get(i));
      }
      double reach = Normal.quantile((1 + level) / 2) * Math.sqrt(variance);
      return new Quantile.Interval(centre - reach, centre + reach);
    }
  }

  /**
   * Sets of all five, for example the authors' 1,000: intervals are percentiles of the sets'
   * predictions, interpolated linearly.
   *
   * @param sets each in the order of {@link #COLUMNS}
   */
  record Sets(List<Values> sets, String inWords) implements StepLawCoefficients {
    public Sets {
      sets = List.copyOf(sets);
      if (sets.size() < 2) {
        throw new IllegalArgumentException(
            sets.size() + " coefficient sets; an interval needs at least 2");
      }
    }

    /** From a table with the columns of {@link #COLUMNS}. */
    public static Sets of(Observations table, String inWords) {
      List<String> symbols = COLUMNS.stream().map(Variable::symbol).toList();
      return new Sets(
          IntStream.range(0, table.size())
              .mapToObj(row -> Values.of(table.row(row, symbols)))
              .toList(),
          inWords);
    }

    /** From a table of findings with columns of these names. */
    static Sets of(Findings.Table table, String inWords) {
      List<double[]> columns =
          COLUMNS.stream().map(column -> table.numbers(column.symbol())).toList();
      return new Sets(
          IntStream.range(0, table.size())
              .mapToObj(row -> Values.of(columns.stream().mapToDouble(each -> each[row]).toArray()))
              .toList(),
          inWords);
    }

    @Override
    public Values mean() {
      return Values.of(
          IntStream.range(0, COLUMNS.size())
              .mapToDouble(
                  j -> Moments.of(sets.stream().mapToDouble(set -> set.get(j)).toArray()).mean())
              .toArray());
    }

    @Override
    public Quantile.Interval interval(double[] combination, double level) {
      return Quantile.centralInterval(
          sets.stream().mapToDouble(set -> dot(combination, set)).toArray(), level);
    }

    // Percentiles are of predictions, not of their logarithms.

    @Override
    public Quantile.Interval learningRate(double parameters, double tokens, double level) {
      return percentiles(rateAt(parameters, tokens), level);
    }

    @Override
    public Quantile.Interval batchTokens(double tokens, double level) {
      return percentiles(batchAt(tokens), level);
    }

    private Quantile.Interval percentiles(double[] combination, double level) {
      return Quantile.centralInterval(
          sets.stream().mapToDouble(set -> Math.exp(dot(combination, set))).toArray(), level);
    }
  }

  /**
   * Mean and covariance of the authors' 1,000 bootstrap sets, computed from their file to 9 digits.
   *
   * @see <a href="https://github.com/step-law/steplaw">step-law/steplaw</a>,
   *     1004_fitted_lr_bs_scaling_model_parameters.csv
   */
  static StepLawCoefficients published() {
    return new JointNormal(
        Values.of(.58630779, -.71292229, .30749095, -.54354217, .57094436),
        List.of(
            Values.of(.389062111, -.0135589390, -.00513249353, .0383857745, -.00169407104),
            Values.of(-.0135589390, 8.91485737e-4, -1.74331789e-4, 1.88410504e-4, -7.41672e-6),
            Values.of(-.00513249353, -1.74331789e-4, 3.66311843e-4, -.00184045460, 8.05896e-5),
            Values.of(.0383857745, 1.88410504e-4, -.00184045460, .191179636, -.00815157225),
            Values.of(-.00169407104, -7.41672e-6, 8.05896e-5, -.00815157225, 3.48517939e-4)),
        "exact normal quantiles from the mean and covariance of the authors' 1,000 coefficient sets"
            + " (--sets FILE takes percentiles of the sets themselves)");
  }
}
