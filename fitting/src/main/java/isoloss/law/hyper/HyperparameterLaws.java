package isoloss.law.hyper;

import isoloss.data.InputException;
import isoloss.data.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The catalogue of published rules: a new one is its class and one constant here. */
public enum HyperparameterLaws {
  STEP_LAW(new PublishedStepLaw()),
  DEEPSEEK(ComputePowerLaw.DEEPSEEK),
  KAPLAN(new KaplanRates()),
  PORIAN(new PorianRates()),
  MINICPM(new MiniCpmBatch()),
  MOONLIGHT(ComputePowerLaw.MOONLIGHT),
  LING_MOE(ComputePowerLaw.LING_MOE),
  MICROSOFT(new MicrosoftTransfer()),
  POWER_LINES(new PowerLines()),
  JOINT_MOE(new ExpertRates()),
  SCION(WithoutNumbers.SCION),
  NOISE_SCALE(WithoutNumbers.NOISE_SCALE);

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

  /** The rule of this name, exactly as written. */
  public static Optional<HyperparameterLaw> find(String name) {
    return all().stream().filter(law -> law.name().equals(name)).findFirst();
  }

  /**
   * The rule of this name.
   *
   * @throws InputException if there is none; the message says which name was probably meant
   */
  public static HyperparameterLaw named(String name) {
    return find(name)
        .orElseThrow(() ->
            new InputException(
                "no hyper-parameter law "
                    + name
                    + Names.suggestion(
                        name, all().stream().map(HyperparameterLaw::name).toList())));
  }
}
