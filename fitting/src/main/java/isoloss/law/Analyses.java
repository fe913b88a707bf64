package isoloss.law;

import isoloss.fit.Analysis;
import isoloss.law.diffusion.Smdm;
import isoloss.law.hyper.StepLaw;
import isoloss.law.infinite.InfiniteCompute;
import isoloss.law.mixture.DomainMixture;
import isoloss.law.projektor.Projektor;
import isoloss.law.speculative.SpeculativeDecoding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The catalogue of analyses: a new one is its class and one constant here. */
public enum Analyses {
  STEP_LAW(new StepLaw()),
  PARSCALE_CHOICE(new ParScaleChoice()),
  INFINITE_COMPUTE(new InfiniteCompute()),
  SMDM(new Smdm()),
  DOMAIN_MIXTURE(new DomainMixture()),
  PROJEKTOR(new Projektor()),
  SPECULATIVE(new SpeculativeDecoding());

  private final Analysis analysis;

  Analyses(Analysis analysis) {
    this.analysis = analysis;
  }

  public Analysis analysis() {
    return analysis;
  }

  public static List<Analysis> all() {
    return Arrays.stream(values()).map(Analyses::analysis).toList();
  }

  /** The analysis of this name, exactly as written. */
  public static Optional<Analysis> find(String name) {
    return all().stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
