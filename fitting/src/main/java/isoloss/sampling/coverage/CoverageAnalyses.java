package isoloss.sampling.coverage;

import isoloss.fit.Analysis;
import java.util.List;

/** The analyses of coverage, for the catalogue. */
public final class CoverageAnalyses {
  private CoverageAnalyses() {}

  public static List<Analysis> all() {
    return List.of(
        new PowerLawAnalysis(),
        new DistributionAnalysis(new BetaBinomial()),
        new DistributionAnalysis(new ZeroInflated()),
        new DistributionAnalysis(ScaledDensity.beta()),
        new DistributionAnalysis(ScaledDensity.kumaraswamy()),
        new DistributionAnalysis(new Discretised()),
        new CoverageChoiceAnalysis());
  }
}
