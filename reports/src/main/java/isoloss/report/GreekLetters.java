package isoloss.report;

import java.util.Map;
import java.util.Optional;

/** Parameters that the command line spells out and a reader expects as letters. */
public final class GreekLetters {
  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("alpha", "α"),
          Map.entry("beta", "β"),
          Map.entry("gamma", "γ"),
          Map.entry("delta", "δ"),
          Map.entry("epsilon", "ε"),
          Map.entry("eta", "η"),
          Map.entry("theta", "θ"),
          Map.entry("kappa", "κ"),
          Map.entry("lambda", "λ"),
          Map.entry("mu", "μ"),
          Map.entry("rho", "ρ"),
          Map.entry("sigma", "σ"));

  private GreekLetters() {}

  /** The letter, or the name itself where it spells none. */
  public static String of(String name) {
    return Optional.ofNullable(LETTERS.get(name)).orElse(name);
  }
}
