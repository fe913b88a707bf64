package isoloss.law;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.fit.ScalingLaw;
import isoloss.law.experts.MoePower;
import isoloss.law.experts.MoeRouted;
import isoloss.law.experts.Sparsity;
import isoloss.law.growth.GStack;
import isoloss.law.hyper.StepLawSurface;
import isoloss.law.repeated.BoundedOverfitting;
import isoloss.law.repeated.DataConstrained;
import isoloss.law.vocabulary.VocabularyAdditive;
import isoloss.law.vocabulary.VocabularyProduct;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The catalogue: a new law is its class and one constant here. */
public enum Laws {
  CHINCHILLA(new Chinchilla()),
  FARSEER(new Farseer()),
  SKALING(new Skaling()),
  KAPLAN(new Kaplan()),
  STEP_LAW_SURFACE(new StepLawSurface()),
  PARSCALE(new ParScale()),
  PARSCALE_POWER(new ParScalePower()),
  PARSCALE_ADDITIVE(new ParScaleAdditive()),
  PARSCALE_LOG(new ParScaleLog()),
  G_STACK(new GStack()),
  DATA_CONSTRAINED(new DataConstrained()),
  BOUNDED_OVERFITTING(new BoundedOverfitting()),
  VOCABULARY(new VocabularyProduct()),
  VOCABULARY_ADDITIVE(new VocabularyAdditive()),
  MOE_ROUTED(MoeRouted.saturating()),
  MOE_ROUTED_PLAIN(MoeRouted.plain()),
  MOE_POWER(new MoePower()),
  SPARSITY_ADDITIVE(Sparsity.additive()),
  SPARSITY_MULTIPLICATIVE(Sparsity.multiplicative()),
  SPARSITY_CROSSED(Sparsity.crossed());

  private final ScalingLaw law;

  Laws(ScalingLaw law) {
    this.law = law;
  }

  public ScalingLaw law() {
    return law;
  }

  public static List<ScalingLaw> all() {
    return Arrays.stream(values()).map(Laws::law).toList();
  }

  /** The law of this name, exactly as written. */
  public static Optional<ScalingLaw> find(String name) {
    return all().stream().filter(law -> law.name().equals(name)).findFirst();
  }

  /**
   * The law of this name.
   *
   * @throws InputException if there is none; the message says which name was probably meant
   */
  public static ScalingLaw named(String name) {
    return find(name)
        .orElseThrow(() ->
            new InputException(
                "no law "
                    + name
                    + Names.suggestion(name, all().stream().map(ScalingLaw::name).toList())));
  }
}
