package isoloss.sampling.coverage;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.sampling.FailureRatio;
import isoloss.sampling.ProblemCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * A back-test of forecasts: n' of the n samples of each problem are kept at random, laws are fitted
 * to them, and what they say of coverage at the full n is compared with what was observed there.
 */
public final class Thinning {
  private Thinning() {}

  /** The counts of {@code kept} samples of each problem, drawn without replacement. */
  public static List<ProblemCounts> thin(List<ProblemCounts> problems, int kept, Seed seed) {
    RandomGenerator random = seed.generator();
    List<ProblemCounts> out = new ArrayList<>();
    for (ProblemCounts problem : problems) {
      if (problem.samples() < kept) {
        throw new InputException(
            "problem %s has %d samples; %d cannot be kept of them"
                .formatted(problem.problem(), problem.samples(), kept));
      }
      int left = problem.correct();
      int drawn = 0;
      for (int i = 0; i < kept && left > 0; i++) {
        if (random.nextDouble() * (problem.samples() - i) < left) {
          left--;
          drawn++;
        }
      }
      out.add(
          new ProblemCounts(
              problem.problem(), problem.cluster(), kept, drawn, OptionalInt.empty()));
    }
    return out;
  }

  /** Observed coverage of these problems at k. */
  public static double coverage(List<ProblemCounts> problems, int k) {
    return problems.stream()
        .mapToDouble(p -> FailureRatio.pass(p.samples(), p.correct(), k))
        .average()
        .orElse(Double.NaN);
  }
}
