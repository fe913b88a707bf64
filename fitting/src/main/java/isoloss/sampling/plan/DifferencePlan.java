package isoloss.sampling.plan;

import isoloss.data.InputException;
import isoloss.fit.Findings;
import isoloss.sampling.CountTable;
import isoloss.sampling.PairedDifference;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many shared problems show a difference of two models' pass@k, from a pilot of both.
 *
 * @param difference of pass@k to be found
 * @param level of the two-sided test
 * @param power probability of finding it
 */
public record DifferencePlan(int k, double difference, double level, double power) {

  /**
   * @throws InputException if the pilot does not hold two models
   */
  public Findings of(CountTable pilot, long seed, String command) {
    if (pilot.models().size() != 2) {
      throw new InputException(
          "--difference compares two models and the pilot holds %d; keep two with --where"
              .formatted(pilot.models().size()));
    }
    if (!(difference > 0 && difference < 1)) {
      throw new IllegalArgumentException("difference " + difference + " is not in (0, 1)");
    }
    List<Map.Entry<String, List<ProblemCounts>>> models = List.copyOf(pilot.models().entrySet());
    PairedDifference paired =
        PairedDifference.of(
            models.get(0).getValue(),
            models.get(1).getValue(),
            k,
            new SamplingDesign.FixedN(),
            level);
    double root = Math.sqrt(paired.problems());
    double deviation = root * paired.standardError().orElse(Double.NaN);
    double unpaired = root * paired.unpairedStandardError().orElse(Double.NaN);
    double needed = SampleSize.pairedProblems(deviation, difference, level, power);
    return Findings.plan("samples", "P >= (z_level + z_power)^2 sd^2/difference^2", seed, command)
        .with(Findings.Fact.of("k", "k", "samples", k))
        .with(Findings.Fact.of("first", "first model", "", models.get(0).getKey()))
        .with(Findings.Fact.of("second", "second model", "", models.get(1).getKey()))
        .with(Findings.Fact.of("difference", "difference to be found", "", difference))
        .with(Findings.Fact.of("level", "level of the test", "", level))
        .with(Findings.Fact.of("power", "power", "", power))
        .with(Findings.Fact.of("deviation", "sd of paired differences", "", deviation))
        .with(Findings.Fact.of("problemsNeeded", "shared problems needed", "", needed))
        .with(
            Findings.Fact.of(
                "problemsUnpaired",
                "problems of each model needed if not shared",
                "",
                SampleSize.pairedProblems(unpaired, difference, level, power)))
        .withHeadline(
            String.format(
                Locale.ROOT,
                "A difference of %.4g in pass@%d between %s and %s needs %.0f shared problems.",
                difference,
                k,
                models.get(0).getKey(),
                models.get(1).getKey(),
                needed));
  }
}
