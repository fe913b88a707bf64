package isoloss.sampling.catalogue;

import isoloss.fit.Analysis;
import isoloss.sampling.confidence.OverconfidenceAnalysis;
import isoloss.sampling.coverage.BetaBinomial;
import isoloss.sampling.coverage.BetaGeometric;
import isoloss.sampling.coverage.CoverageChoiceAnalysis;
import isoloss.sampling.coverage.Discretised;
import isoloss.sampling.coverage.DistributionAnalysis;
import isoloss.sampling.coverage.PowerLawAnalysis;
import isoloss.sampling.coverage.ScaledDensity;
import isoloss.sampling.coverage.ZeroInflated;
import isoloss.sampling.passuntil.PassUntilAnalysis;
import isoloss.sampling.pretraining.PassAtKComputeAnalysis;
import isoloss.sampling.pretraining.TrainToTestAnalysis;
import isoloss.sampling.selection.SelectionAnalysis;
import isoloss.sampling.verifier.PublishedAttempts;
import isoloss.sampling.verifier.VerifierRegression;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The catalogue of analyses of repeated sampling: a new one is its class and one constant here. */
public enum SamplingAnalyses {
  COVERAGE(new PowerLawAnalysis()),
  BETA_BINOMIAL(new DistributionAnalysis(new BetaBinomial())),
  ZERO_INFLATED(new DistributionAnalysis(new ZeroInflated())),
  SCALED_BETA(new DistributionAnalysis(ScaledDensity.beta())),
  SCALED_KUMARASWAMY(new DistributionAnalysis(ScaledDensity.kumaraswamy())),
  DISCRETISED(new DistributionAnalysis(new Discretised())),
  BETA_GEOMETRIC(new DistributionAnalysis(new BetaGeometric())),
  COVERAGE_CHOICE(new CoverageChoiceAnalysis()),
  PASS_UNTIL(new PassUntilAnalysis()),
  VERIFIER(new VerifierRegression()),
  OPTIMAL_ATTEMPTS(new PublishedAttempts()),
  SELECTION(new SelectionAnalysis()),
  OVERCONFIDENCE(new OverconfidenceAnalysis()),
  PASS_AT_K_COMPUTE(new PassAtKComputeAnalysis()),
  TRAIN_TO_TEST(new TrainToTestAnalysis());

  private final Analysis analysis;

  SamplingAnalyses(Analysis analysis) {
    this.analysis = analysis;
  }

  public Analysis analysis() {
    return analysis;
  }

  public static List<Analysis> all() {
    return Arrays.stream(values()).map(SamplingAnalyses::analysis).toList();
  }

  /** The analysis of this name, exactly as written. */
  public static Optional<Analysis> find(String name) {
    return all().stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
