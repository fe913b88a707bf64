package isoloss.law.projektor;

import isoloss.data.Values;
import isoloss.optim.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The transport distance from a mixture of sources to validation data, as a function of the
 * mixture: a sample of source i weighs {@code p_i/n_i}. Its gradient on the simplex is the mean
 * potential of each source less their mixture's.
 *
 * @param cost from every sample of every source, source after source, to every validation sample
 * @param sizes samples of each source
 */
public record SourceTransport(List<Values> cost, List<Integer> sizes, Sinkhorn sinkhorn)
    implements Objective {
  public SourceTransport {
    cost = List.copyOf(cost);
    sizes = List.copyOf(sizes);
    int samples = sizes.stream().mapToInt(Integer::intValue).sum();
    if (samples != cost.size() || samples == 0) {
      throw new IllegalArgumentException(
          "%d rows of cost for %d samples".formatted(cost.size(), samples));
    }
  }

  /** With a class-aware ground cost. */
  public static SourceTransport of(
      List<LabelledSamples> sources,
      LabelledSamples validation,
      ClassAwareCost ground,
      Sinkhorn sinkhorn) {
    List<Values> cost =
        sources.stream()
            .flatMap(source -> Arrays.stream(ground.between(source, validation)))
            .map(Values::of)
            .toList();
    return new SourceTransport(
        cost, sources.stream().map(LabelledSamples::size).toList(), sinkhorn);
  }

  @Override
  public int dimension() {
    return sizes.size();
  }

  /** The penalised transport cost; its gradient adds up to 0 under the mixture. */
  @Override
  public double value(double[] mixture, double[] gradient) {
    Sinkhorn.Transport transport = transport(mixture);
    double[] means = meanPotentials(transport);
    double centre = 0;
    for (int i = 0; i < means.length; i++) {
      centre += mixture[i] * means[i];
    }
    for (int i = 0; i < means.length; i++) {
      gradient[i] = means[i] - centre;
    }
    return transport.dual();
  }

  public Sinkhorn.Transport transport(double[] mixture) {
    double[] weights = new double[cost.size()];
    int at = 0;
    for (int i = 0; i < mixture.length; i++) {
      Arrays.fill(weights, at, at + sizes.get(i), mixture[i] / sizes.get(i));
      at += sizes.get(i);
    }
    int columns = cost.getFirst().size();
    return sinkhorn.between(
        cost.stream().map(Values::toArray).toArray(double[][]::new),
        weights,
        ClassAwareCost.even(columns));
  }

  private double[] meanPotentials(Sinkhorn.Transport transport) {
    double[] means = new double[sizes.size()];
    int at = 0;
    for (int i = 0; i < means.length; i++) {
      int from = at;
      at += sizes.get(i);
      means[i] = IntStream.range(from, at).mapToDouble(transport.f()::get).average().orElse(0);
    }
    return means;
  }

  /**
   * The gradient as the authors write it: the mean potential of a source less that of all samples
   * of the others, {@code (1/n_i)(sum_j f_i^j - n_i/(N - n_i) sum_{x != i} sum_y f_x^y)}. At the
   * mixture that weighs all samples alike it differs from {@link #value}'s gradient by the factor
   * {@code N/(N - n_i)}.
   */
  public double[] calibratedGradient(double[] mixture) {
    double[] means = meanPotentials(transport(mixture));
    double all = 0;
    for (int i = 0; i < means.length; i++) {
      all += means[i] * sizes.get(i);
    }
    double[] calibrated = new double[means.length];
    for (int i = 0; i < means.length; i++) {
      double others = all - means[i] * sizes.get(i);
      calibrated[i] = means[i] - others / (cost.size() - sizes.get(i));
    }
    return calibrated;
  }
}
