package isoloss.rank.pair;

import isoloss.optim.Cholesky;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Strengths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Effects of covariates at a fit, with both kinds of errors. */
final class StyleEffects {
  private final StyledLikelihood likelihood;
  private final Solution solution;
  private final double[] scales;

  StyleEffects(StyledLikelihood likelihood, Solution solution, double[] scales) {
    this.likelihood = likelihood;
    this.solution = solution;
    this.scales = scales;
  }

  List<StyledStrengths.Effect> effects(
      Evidence evidence, Strengths adjusted, Optional<Cholesky> factor) {
    Optional<double[]> fisher = factor.map(f -> solution.information().nuisance().variances(f));
    Optional<double[]> clustered =
        adjusted
            .influence()
            .filter(influence -> influence.clusters() > 1)
            .map(influence -> clusteredVariances(evidence, influence));
    List<StyledStrengths.Effect> effects = new ArrayList<>();
    for (int k = 0; k < scales.length; k++) {
      effects.add(
          new StyledStrengths.Effect(
              likelihood.covariates().names().get(k),
              solution.point()[likelihood.models() + k],
              scales[k],
              root(fisher, k),
              root(clustered, k)));
    }
    return effects;
  }

  private static OptionalDouble root(Optional<double[]> variances, int k) {
    return variances.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(variances.get()[k]));
  }

  /** {@code G/(G-1) sum_g z_g^2} with {@code z_g = C^-1 u_g - P z_theta,g}. */
  private double[] clusteredVariances(Evidence evidence, Influence influence) {
    Nuisance nuisance = solution.information().nuisance();
    StyledScores scores = new StyledScores(evidence, likelihood, solution);
    double[] variances = new double[scales.length];
    double[] onStrengths = new double[influence.models()];
    double groups = influence.clusters();
    for (int g = 0; g < influence.clusters(); g++) {
      for (int i = 0; i < onStrengths.length; i++) {
        onStrengths[i] = influence.of(i)[g];
      }
      double[] alone = nuisance.solve(scores.ofEffects(g));
      double[] profiled = nuisance.profiled(onStrengths);
      for (int k = 0; k < variances.length; k++) {
        double z = alone[k] - profiled[k];
        variances[k] += groups / (groups - 1) * z * z;
      }
    }
    return variances;
  }
}
