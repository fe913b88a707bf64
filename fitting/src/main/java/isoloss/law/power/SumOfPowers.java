package isoloss.law.power;

import isoloss.data.Seed;
import isoloss.fit.Coordinates;
import isoloss.fit.Loss;
import isoloss.fit.Procedure;
import isoloss.fit.Rows;
import isoloss.fit.ScalingLaw;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A floor and terms that are products of powers of the inputs: {@code y = E + sum_k C_k prod_i
 * x_i^e_ki}; a term may also hold {@code exp(c ln x_i ln x_j)}, and the sum may be bent (see {@link
 * Bend}). Coefficients C_k are positive, the floor may have any sign where the response has. Inputs
 * must be positive; NaN in, NaN out.
 *
 * <p>A law of this kind names its formula and parameters and says which of them is what.
 */
public abstract class SumOfPowers implements ScalingLaw {
  private static final int FIXED_STARTS = 48;

  /** How a parameter writes the floor or a coefficient. */
  public enum Size {
    /** As it is. */
    VALUE,
    /** By its natural logarithm: {@code e^d}. */
    LOGARITHM,
    /** With its sign changed: {@code -E}; only for the floor. */
    NEGATED
  }

  /**
   * @param parameter index of the parameter that holds it
   */
  public record Floor(int parameter, Size size) {}

  /**
   * @param coefficient index of the parameter that holds it
   */
  public record Term(int coefficient, Size size, List<Power> powers) {
    public Term {
      powers = List.copyOf(powers);
    }
  }

  /**
   * A factor {@code exp(sign theta ln x_i)}, or {@code exp(sign theta ln x_i ln x_j)} of two
   * inputs.
   *
   * @param parameter index of the parameter that is its exponent
   * @param sign 1 or -1
   * @param inputs one index, or two that may be equal
   */
  public record Power(int parameter, int sign, List<Integer> inputs) {
    public Power {
      inputs = List.copyOf(inputs);
    }

    /** {@code x_input^theta}. */
    public static Power of(int parameter, int input) {
      return new Power(parameter, 1, List.of(input));
    }

    /** {@code x_input^-theta}. */
    public static Power inverse(int parameter, int input) {
      return new Power(parameter, -1, List.of(input));
    }

    /** {@code exp(theta ln x_first ln x_second)}. */
    public static Power crossed(int parameter, int first, int second) {
      return new Power(parameter, 1, List.of(first, second));
    }

    boolean isCrossed() {
      return inputs.size() > 1;
    }

    /** The product of the logarithms of its inputs. */
    double feature(double[] logInputs) {
      double product = 1;
      for (int input : inputs) {
        product *= logInputs[input];
      }
      return product;
    }
  }

  /** What is done to the sum of the terms before the floor is added. */
  public sealed interface Bend {
    /** Nothing. */
    record Straight() implements Bend {}

    /** {@code S^k} with k > 0, as in Skaling. */
    record Raised(int exponent) implements Bend {}

    /** {@code 1/(1/R + 1/S)}: the loss never exceeds the floor by more than R > 0. */
    record Bounded(int height) implements Bend {}
  }

  private final Optional<Floor> bottom;
  private final List<Term> terms;
  private final Bend bend;

  protected SumOfPowers(Optional<Floor> bottom, List<Term> terms) {
    this(bottom, terms, new Bend.Straight());
  }

  protected SumOfPowers(Optional<Floor> bottom, List<Term> terms, Bend bend) {
    this.bottom = bottom;
    this.terms = List.copyOf(terms);
    this.bend = bend;
  }

  final Bend bend() {
    return bend;
  }

  final Optional<Floor> bottom() {
    return bottom;
  }

  final List<Term> terms() {
    return terms;
  }

  @Override
  public final double value(double[] theta, double[] x) {
    double sum = 0;
    for (Term term : terms) {
      sum += termValue(term, theta, x);
    }
    return bottom.map(each -> floorValue(each, theta)).orElse(0.0) + bent(theta, sum);
  }

  private double bent(double[] theta, double sum) {
    return switch (bend) {
      case Bend.Straight() -> sum;
      case Bend.Raised(int exponent) -> Math.pow(sum, theta[exponent]);
      case Bend.Bounded(int height) -> 1 / (1 / theta[height] + 1 / sum);
    };
  }

  /**
   * The derivative of {@link #bent} by the sum; that by the parameter of the bend is put in out.
   */
  private double bendSlope(double[] theta, double sum, double[] out) {
    double bent = bent(theta, sum);
    return switch (bend) {
      case Bend.Straight() -> 1;
      case Bend.Raised(int exponent) -> {
        out[exponent] = bent * Math.log(sum);
        yield theta[exponent] * bent / sum;
      }
      case Bend.Bounded(int height) -> {
        double share = bent / theta[height];
        out[height] = share * share;
        yield bent / sum * (bent / sum);
      }
    };
  }

  private static double[] logarithms(double[] x) {
    return Arrays.stream(x).map(Math::log).toArray();
  }

  static double floorValue(Floor floor, double[] theta) {
    double parameter = theta[floor.parameter()];
    return switch (floor.size()) {
      case VALUE -> parameter;
      case LOGARITHM -> Math.exp(parameter);
      case NEGATED -> -parameter;
    };
  }

  /** By powers rather than one exponential, whose large exponent would cost digits. */
  private static double termValue(Term term, double[] theta, double[] x) {
    double parameter = theta[term.coefficient()];
    double product = term.size() == Size.LOGARITHM ? Math.exp(parameter) : parameter;
    for (Power power : term.powers()) {
      double exponent = power.sign() * theta[power.parameter()];
      for (int i = 1; i < power.inputs().size(); i++) {
        exponent *= Math.log(x[power.inputs().get(i)]);
      }
      product *= Math.pow(x[power.inputs().getFirst()], exponent);
    }
    return product;
  }

  static double logCoefficient(Term term, double[] theta) {
    double parameter = theta[term.coefficient()];
    return term.size() == Size.LOGARITHM ? parameter : Math.log(parameter);
  }

  @Override
  public final void gradient(double[] theta, double[] x, double[] out) {
    double[] logs = logarithms(x);
    Arrays.fill(out, 0);
    bottom.ifPresent(floor -> out[floor.parameter()] = floorSlope(floor, theta));
    double sum = 0;
    for (Term term : terms) {
      sum += termValue(term, theta, x);
    }
    double slope = bendSlope(theta, sum, out);
    for (Term term : terms) {
      double value = slope * termValue(term, theta, x);
      out[term.coefficient()] =
          term.size() == Size.LOGARITHM ? value : value / theta[term.coefficient()];
      for (Power power : term.powers()) {
        out[power.parameter()] += value * power.sign() * power.feature(logs);
      }
    }
  }

  private static double floorSlope(Floor floor, double[] theta) {
    return switch (floor.size()) {
      case VALUE -> 1;
      case LOGARITHM -> Math.exp(theta[floor.parameter()]);
      case NEGATED -> -1;
    };
  }

  /** Empty for a law with a crossed power, whose exponents depend on the units. */
  @Override
  public final Optional<double[]> inUnits(
      double[] theta, double[] inputUnits, double responseUnit) {
    double[] units = logarithms(inputUnits);
    double[] out = theta.clone();
    double logUnit = Math.log(responseUnit);
    for (Term term : terms) {
      double shift = bend instanceof Bend.Raised(int k) ? -logUnit / theta[k] : -logUnit;
      for (Power power : term.powers()) {
        if (power.isCrossed()) {
          return Optional.empty();
        }
        shift += power.sign() * theta[power.parameter()] * power.feature(units);
      }
      rescale(out, term.coefficient(), term.size(), shift);
    }
    bottom.ifPresent(each -> rescale(out, each.parameter(), each.size(), -logUnit));
    if (bend instanceof Bend.Bounded(int height)) {
      out[height] /= responseUnit;
    }
    return Optional.of(out);
  }

  private static void rescale(double[] theta, int parameter, Size size, double logFactor) {
    if (size == Size.LOGARITHM) {
      theta[parameter] += logFactor;
    } else {
      theta[parameter] *= Math.exp(logFactor);
    }
  }

  @Override
  public final Coordinates coordinates(Rows rows) {
    return new CentredPowers(this, rows);
  }

  @Override
  public List<Procedure> procedures() {
    return List.of(
        Procedure.bestOptimum(),
        new Procedure(
            Procedure.PUBLISHED,
            publishedProcedure(),
            List.of(),
            new Procedure.FixedStarts(
                new Loss.Squared(), this::fixedStarts, Procedure.Resamples.KEYED)));
  }

  /** What the source says about fitting, one sentence. */
  protected String publishedProcedure() {
    return "the source gives no procedure that could be replayed; this is least squares of the "
        + (hasPositiveResponse() ? "logarithm of the loss" : "loss")
        + " from "
        + FIXED_STARTS
        + " starts that were drawn once";
  }

  private List<double[]> fixedStarts(Rows rows) {
    Coordinates coordinates = coordinates(rows);
    return coordinates.starts(new Loss.Squared(), FIXED_STARTS, new Seed(0)).stream()
        .map(coordinates::natural)
        .toList();
  }
}
