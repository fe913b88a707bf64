package isoloss.rank.pair;

import isoloss.data.InputException;
import isoloss.data.Values;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Direction;
import isoloss.fit.Diagnostic;
import isoloss.optim.Cholesky;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Penalty;
import isoloss.rank.evidence.Prior;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Bradley-Terry with covariates of each comparison, {@code logit P(a wins) = theta_a - theta_b + z'
 * beta}, a tie half a win for each: strengths as they would be if both sides had the same style.
 *
 * <p>Covariates are divided by their root mean square. They are not centred, as FastChat does,
 * because that would favour whichever model a comparison names first.
 *
 * @param ridge {@code ridge/2 |(theta, beta)|^2} is subtracted from the log-likelihood; 0 for none.
 *     FastChat uses 0.5 on theta / ln 10.
 * @see <a href="https://lmsys.org/blog/2024-08-28-style-control/">Li et al. (2024)</a>
 */
public record StyleControl(double ridge) {
  /** A covariate of whose variation less than this part is left beside the models has no effect. */
  private static final double LEAST_REST = 1e-9;

  public StyleControl {
    if (!(ridge >= 0 && ridge < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("ridge " + ridge + " is negative or not finite");
    }
  }

  public static StyleControl withDefaults() {
    return new StyleControl(0);
  }

  public StyleControl withRidge(double newRidge) {
    return new StyleControl(newRidge);
  }

  /**
   * @throws InputException if the pool has scores, which have no style, or no comparison
   */
  public StyledStrengths fit(Evidence evidence, Covariates covariates, Request request) {
    requireComparisons(evidence, covariates);
    double[] scales = rootMeanSquares(evidence, covariates);
    Covariates scaled = covariates.dividedBy(scales);
    List<String> kept = identified(evidence, scaled, request.threads());
    var likelihood = new StyledLikelihood(evidence, scaled.only(kept), ridge);
    var penalty = new Penalty(prior(), likelihood.models());
    double[] start = new double[likelihood.dimension()];
    Solution solution = Newton.maximize(likelihood, penalty, start, request.threads());
    List<Diagnostic> diagnostics = new ArrayList<>(unidentified(covariates, kept));
    diagnostics.addAll(solution.diagnostics(penalty));
    Optional<Cholesky> factor =
        request.errors() ? solution.information().factor(request.threads()) : Optional.empty();
    Strengths adjusted =
        adjusted(evidence, likelihood, solution, diagnostics, factor, request.threads());
    double[] keptScales =
        kept.stream().mapToDouble(name -> scales[covariates.names().indexOf(name)]).toArray();
    List<StyledStrengths.Effect> effects =
        new StyleEffects(likelihood, solution, keptScales).effects(evidence, adjusted, factor);
    return new StyledStrengths(adjusted, new BradleyTerry().fit(evidence, request), effects);
  }

  private Prior prior() {
    return ridge == 0 ? new Prior.None() : new Prior.Gaussian(1 / Math.sqrt(ridge));
  }

  private static void requireComparisons(Evidence evidence, Covariates covariates) {
    if (covariates.rows() != evidence.pool().comparisons().size()) {
      throw new IllegalArgumentException(
          "covariates of %d comparisons for %d"
              .formatted(covariates.rows(), evidence.pool().comparisons().size()));
    }
    if (evidence.pool().scoreCount() > 0) {
      throw new InputException(
          "style control needs comparisons alone, but the pool has %d scores; keep its pairwise"
                  .formatted(evidence.pool().scoreCount())
              + " samples");
    }
    if (evidence.pool().comparisons().isEmpty()) {
      throw new InputException("there is no comparison to fit");
    }
    if (!(evidence.prior() instanceof Prior.None)) {
      throw new InputException("style control knows no prior but its ridge; leave the prior out");
    }
  }

  private static double[] rootMeanSquares(Evidence evidence, Covariates covariates) {
    double[] squares = new double[covariates.count()];
    double mass = 0;
    for (int row = 0; row < covariates.rows(); row++) {
      Comparison each = evidence.pool().comparisons().get(row);
      double weight =
          evidence.sampleWeight(each.sample()) * (each.winsA() + each.winsB() + each.ties());
      mass += weight;
      for (int k = 0; k < squares.length; k++) {
        squares[k] += weight * covariates.value(row, k) * covariates.value(row, k);
      }
    }
    for (int k = 0; k < squares.length; k++) {
      squares[k] = squares[k] > 0 ? Math.sqrt(squares[k] / mass) : 1;
    }
    return squares;
  }

  /**
   * Those that vary beside what models and earlier covariates explain: elimination on {@code C - B'
   * L^+ B} where all are equally strong. All of them under a ridge.
   */
  private List<String> identified(Evidence evidence, Covariates scaled, int threads) {
    if (ridge > 0) {
      return scaled.names();
    }
    var likelihood = new StyledLikelihood(evidence, scaled, 0);
    Information information =
        likelihood
            .expand(new double[likelihood.dimension()], likelihood.triangle(), threads)
            .information();
    Nuisance nuisance = information.nuisance();
    return information
        .ofStrengths()
        .factor(threads)
        .map(factor -> kept(scaled.names(), nuisance, nuisance.beside(factor)))
        .orElseGet(scaled::names);
  }

  /**
   * @param rest what the strengths leave of the covariates' squares and products; spent
   */
  private static List<String> kept(List<String> names, Nuisance nuisance, double[][] rest) {
    List<String> kept = new ArrayList<>();
    for (int k = 0; k < rest.length; k++) {
      if (rest[k][k] > LEAST_REST * nuisance.curvature(k)) {
        kept.add(names.get(k));
        eliminate(rest, k);
      }
    }
    return kept;
  }

  private static void eliminate(double[][] rest, int pivot) {
    for (int l = pivot + 1; l < rest.length; l++) {
      double factor = rest[l][pivot] / rest[pivot][pivot];
      for (int m = 0; m < rest.length; m++) {
        rest[l][m] -= factor * rest[pivot][m];
      }
    }
  }

  private static List<Diagnostic> unidentified(Covariates covariates, List<String> kept) {
    List<String> lost = covariates.names().stream().filter(name -> !kept.contains(name)).toList();
    return lost.isEmpty()
        ? List.of()
        : List.of(
            new Diagnostic.NotIdentified(
                lost,
                Diagnostic.Severity.WARNING,
                "%s cannot be told from the strengths or from other covariates, since nothing else"
                        .formatted(String.join(", ", lost))
                    + " of it varies within a pair of models; it was left out"));
  }

  private static Strengths adjusted(
      Evidence evidence,
      StyledLikelihood likelihood,
      Solution solution,
      List<Diagnostic> diagnostics,
      Optional<Cholesky> factor,
      int threads) {
    return new Strengths(
        solution.scores(),
        Direction.HIGHER_IS_BETTER,
        OptionalDouble.of(solution.value() + likelihood.penalty(solution.point())),
        factor.map(f -> new FisherCovariance(f, likelihood.models(), threads)),
        factor.map(f -> influence(evidence, likelihood, solution, f, threads)),
        List.of(),
        diagnostics,
        Values.of(solution.point()));
  }

  private static Influence influence(
      Evidence evidence,
      StyledLikelihood likelihood,
      Solution solution,
      Cholesky factor,
      int threads) {
    return ClusteredErrors.of(
        () -> new StyledScores(evidence, likelihood, solution),
        factor,
        likelihood.models(),
        evidence.clusterCount(),
        threads);
  }
}
