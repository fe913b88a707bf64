package isoloss.sampling.pretraining;

import isoloss.fit.Fitter;
import isoloss.sampling.coverage.BetaBinomial;
import isoloss.sampling.coverage.CoverageFit;
import java.util.List;

/**
 * What a beta-binomial reaches that is fitted to each checkpoint by itself: no law of N and D can
 * do better with that distribution.
 */
final class OwnFits {
  private OwnFits() {}

  /** Minus the log-likelihood, summed; checkpoints without a success have likelihood 1. */
  static double of(List<Checkpoint> checkpoints, Fitter fitter) {
    return checkpoints.stream()
        .filter(each -> each.problems().stream().anyMatch(problem -> problem.correct() > 0))
        .mapToDouble(each ->
            CoverageFit.of(new BetaBinomial(), each.problems(), 0, fitter.root(), fitter.threads())
                .negativeLogLikelihood())
        .sum();
  }
}
