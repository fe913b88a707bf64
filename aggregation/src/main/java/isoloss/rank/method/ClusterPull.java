package isoloss.rank.method;

import isoloss.rank.evidence.Evidence;
import java.io.Serializable;

/**
 * How clusters of samples pull at a fit: {@code u_g}, the derivative of a cluster's log-likelihood
 * by the parameters. Travels to where the measurements are.
 */
public interface ClusterPull extends Serializable {

  /** Parameters, those of the models first. */
  int parameters();

  /**
   * Of some of the measurements.
   *
   * @param models number in the fit of each model of the part
   */
  Part of(Evidence part, int[] models);

  /** Some of the measurements. */
  @FunctionalInterface
  interface Part {
    /** One entry per parameter; overwritten by the next call. */
    double[] of(int cluster);
  }
}
