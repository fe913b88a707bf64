package isoloss.rank.vote;

import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Influence;

/**
 * Scores of the form {@code r_i = sum_s a_is / sum_s n_is}: weighted means and rates. Linear in the
 * weights above and below, so that the effect of a cluster is exact: {@code z_ig = sum_{s in g}
 * (a_is - r_i n_is) / sum_s n_is}.
 */
final class RatioOfSums {

  /** Goes through all terms, the same each time. */
  @FunctionalInterface
  interface Terms {
    void forEach(Sink sink);
  }

  /** Takes what a sample adds to a model. */
  @FunctionalInterface
  interface Sink {
    void add(int sample, int model, double above, double below);
  }

  private final Terms terms;
  private final double[] ratio;
  private final double[] below;

  private RatioOfSums(Terms terms, double[] ratio, double[] below) {
    this.terms = terms;
    this.ratio = ratio;
    this.below = below;
  }

  static RatioOfSums of(int models, Terms terms) {
    double[] ratio = new double[models];
    double[] below = new double[models];
    terms.forEach((sample, model, numerator, denominator) -> {
      ratio[model] += numerator;
      below[model] += denominator;
    });
    for (int m = 0; m < models; m++) {
      ratio[m] /= below[m];
    }
    return new RatioOfSums(terms, ratio, below);
  }

  /** NaN for a model without terms. */
  double[] ratios() {
    return ratio.clone();
  }

  Influence influence(Evidence evidence) {
    float[][] z = new float[ratio.length][evidence.clusterCount()];
    terms.forEach((sample, model, numerator, denominator) ->
        z[model][evidence.cluster(sample)] +=
            (float) ((numerator - ratio[model] * denominator) / below[model]));
    return Influence.of(z, evidence.clusterCount());
  }
}
