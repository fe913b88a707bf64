package isoloss.law;

import static java.lang.Math.log;

/**
 * Parallel streams as a power of the number of doublings: {@code L(N, P) = E + A N^-alpha (1 + log2
 * P)^-beta}. A form to compare {@link ParScale} with; inputs and units as there, A in nats per
 * token at N = P = 1.
 */
public final class ParScaleLog extends StreamFactorLaw {
  private static final double LN_2 = log(2);

  @Override
  public String name() {
    return "parscale-log";
  }

  @Override
  public String formula() {
    return "L = E + A N^-alpha (1 + log2 P)^-beta";
  }

  @Override
  double streams(double p) {
    return 1 + log(p) / LN_2;
  }
}
