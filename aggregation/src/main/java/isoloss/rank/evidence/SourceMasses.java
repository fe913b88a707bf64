package isoloss.rank.evidence;

import isoloss.data.InputException;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Pool;
import java.util.LinkedHashMap;
import java.util.Map;

/** The weight of all comparisons that each source of samples gives. */
final class SourceMasses {
  private final Evidence evidence;
  private final Map<String, Double> mass = new LinkedHashMap<>();

  private SourceMasses(Evidence evidence) {
    this.evidence = evidence;
  }

  static SourceMasses of(Evidence evidence) {
    SourceMasses masses = new SourceMasses(evidence);
    Pool pool = evidence.pool();
    for (int s = 0; s < pool.scoredCount(); s++) {
      double measured = pool.measured(s);
      masses.add(s, evidence.comparisonWeight(s, (int) measured) * measured * (measured - 1) / 2);
    }
    for (Comparison each : pool.comparisons()) {
      masses.add(
          each.sample(),
          evidence.sampleWeight(each.sample()) * (each.winsA() + each.winsB() + each.ties()));
    }
    return masses;
  }

  private void add(int sample, double comparisons) {
    mass.merge(evidence.pool().sample(sample).source(), comparisons, Double::sum);
  }

  /** Weights of samples with which each source has a mass in proportion to its weight. */
  double[] balanced(Map<String, Double> weights) {
    requireSources(weights);
    double wanted = 0;
    double total = 0;
    for (Map.Entry<String, Double> each : mass.entrySet()) {
      wanted += each.getValue() > 0 ? weights.getOrDefault(each.getKey(), 1.0) : 0;
      total += each.getValue();
    }
    if (!(wanted > 0)) {
      throw new InputException("the weights leave no source with any comparison");
    }
    double[] balanced = new double[evidence.pool().sampleCount()];
    for (int s = 0; s < balanced.length; s++) {
      String source = evidence.pool().sample(s).source();
      double own = mass.getOrDefault(source, 0.0);
      double factor = own > 0 ? weights.getOrDefault(source, 1.0) / wanted * (total / own) : 0;
      balanced[s] = evidence.sampleWeight(s) * factor;
    }
    return balanced;
  }

  private void requireSources(Map<String, Double> weights) {
    weights.forEach((source, weight) -> {
      if (!mass.containsKey(source)) {
        throw new InputException(
            "no comparison comes from source %s; there are %s".formatted(source, mass.keySet()));
      }
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        throw new InputException(
            "weight %s of source %s is negative or not finite".formatted(weight, source));
      }
    });
  }
}
