package isoloss.sampling.pretraining;

import isoloss.data.InputException;
import isoloss.data.Values;
import isoloss.fit.Option;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The training loss that approach 2 is a law of.
 *
 * <p>Fitted with the counts it is determined up to origin and unit alone: theta0, theta1, theta3
 * and theta4 absorb both. So {@code L = 1/(N/1e9)^a + B/(D/1e10)^b}, whose zero is the end of
 * training without limit and whose unit is the term of 1e9 parameters.
 */
sealed interface LossOption {
  Option LOSS =
      Option.text(
          "loss",
          "of approach 2: joint (fitted with the counts), column (the column L), or the constants of"
              + " a fit as E=1.7,A=406,alpha=0.34,B=411,beta=0.28 (N, D in parameters and tokens)",
          "joint");

  record Joint() implements LossOption {}

  record Column() implements LossOption {}

  /**
   * @param surface E, A, alpha, B, beta for N/1e9 and D/1e10
   */
  record Constants(Values surface) implements LossOption {}

  static LossOption parse(String text) {
    return switch (text) {
      case "joint" -> new Joint();
      case "column" -> new Column();
      default -> new Constants(constants(text));
    };
  }

  private static Values constants(String text) {
    Map<String, Double> given = new HashMap<>();
    for (String part : text.split("[, ]+", -1)) {
      String[] pair = part.split("=", -1);
      try {
        given.put(pair[0], Double.valueOf(pair[pair.length - 1]));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(malformed(text), e);
      }
    }
    List<String> names = List.of("E", "A", "alpha", "B", "beta");
    if (!given.keySet().equals(java.util.Set.copyOf(names))) {
      throw new IllegalArgumentException(malformed(text));
    }
    double[] t = names.stream().mapToDouble(given::get).toArray();
    t[1] *= Math.pow(JointLaw.N_UNIT, -t[2]);
    t[3] *= Math.pow(JointLaw.D_UNIT, -t[4]);
    return Values.of(t);
  }

  private static String malformed(String text) {
    return "option loss=%s: expected joint, column or constants as E=1.7,A=406,alpha=0.34,B=411,"
            .formatted(text)
        + "beta=0.28";
  }

  /** The loss of a checkpoint where it is known before the fit. */
  default double known(Checkpoint checkpoint) {
    return switch (this) {
      case Joint() -> Double.NaN;
      case Column() ->
          checkpoint
              .loss()
              .orElseThrow(() ->
                  new InputException(
                      "option loss=column: there is no column L; map one with --columns L=EXPRESSION"
                          + " or leave loss=joint"));
      case Constants(Values surface) ->
          PowerSum.value(
              surface,
              checkpoint.parameters() / JointLaw.N_UNIT,
              checkpoint.tokens() / JointLaw.D_UNIT);
    };
  }
}
