package isoloss.law.hyper;

import java.util.Arrays;
import java.util.List;

/** The catalogue of published rules: a new one is its class and one constant here. */
public enum HyperparameterLaws {
  STEP_LAW(new PublishedStepLaw());

  private final HyperparameterLaw law;

  HyperparameterLaws(HyperparameterLaw law) {
    this.law = law;
  }

  public HyperparameterLaw law() {
    return law;
  }

  public static List<HyperparameterLaw> all() {
    return Arrays.stream(values()).map(HyperparameterLaws::law).toList();
  }
}
