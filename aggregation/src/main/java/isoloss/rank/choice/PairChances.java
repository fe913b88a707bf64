package isoloss.rank.choice;

import isoloss.fit.Estimate;
import isoloss.rank.method.Strengths;
import java.util.OptionalDouble;

/**
 * Chances of two models' comparison from the difference {@code x} of their log-strengths. Models of
 * ties are known by their parameter: {@code nu} of Davidson, {@code eta} of Rao and Kupper; without
 * one there are no ties.
 */
sealed interface PairChances {

  /** That the first wins, ties counted as neither. */
  double win(double x);

  /** That they tie. */
  double tie(double x);

  /** That the first wins when there is a winner. */
  default double decisive(double x) {
    return win(x) / (win(x) + win(-x));
  }

  static PairChances of(Strengths strengths) {
    OptionalDouble nu = parameter(strengths, "nu");
    OptionalDouble eta = parameter(strengths, "eta");
    if (nu.isPresent()) {
      return new Davidson(nu.getAsDouble());
    }
    return eta.isPresent() ? new RaoKupper(eta.getAsDouble()) : new NoTies();
  }

  private static OptionalDouble parameter(Strengths strengths, String name) {
    return strengths.parameters().stream()
        .filter(each -> each.name().equals(name))
        .mapToDouble(Estimate::value)
        .findFirst();
  }

  /** Bradley and Terry: {@code sigma(x)}. */
  record NoTies() implements PairChances {
    @Override
    public double win(double x) {
      return 1 / (1 + Math.exp(-x));
    }

    @Override
    public double tie(double x) {
      return 0;
    }
  }

  /** {@code e^x, 1 and nu e^(x/2)} over their sum. */
  record Davidson(double nu) implements PairChances {
    @Override
    public double win(double x) {
      return 1 / (1 + Math.exp(-x) + nu * Math.exp(-x / 2));
    }

    @Override
    public double tie(double x) {
      return nu / (Math.exp(x / 2) + Math.exp(-x / 2) + nu);
    }
  }

  /** {@code 1 / (1 + eta e^-x)}, {@code 1 / (1 + eta e^x)} and the rest. */
  record RaoKupper(double eta) implements PairChances {
    @Override
    public double win(double x) {
      return 1 / (1 + eta * Math.exp(-x));
    }

    @Override
    public double tie(double x) {
      return (eta * eta - 1) * win(x) * win(-x);
    }
  }
}
