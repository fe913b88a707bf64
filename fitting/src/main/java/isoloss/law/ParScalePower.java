package isoloss.law;

/**
 * Parallel streams as a second power law: {@code L(N, P) = E + A N^-alpha P^-beta}. A form to
 * compare {@link ParScale} with; inputs and units as there, A in nats per token at N = P = 1.
 */
public final class ParScalePower extends StreamFactorLaw {
  @Override
  public String name() {
    return "parscale-power";
  }

  @Override
  public String formula() {
    return "L = E + A N^-alpha P^-beta";
  }

  @Override
  double streams(double p) {
    return p;
  }

  @Override
  boolean isPower() {
    return true;
  }
}
