package isoloss.sampling.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.fit.Findings;
import isoloss.stat.ClopperPearson;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class VerifierLabelsTest {

  private static LabelledVerdicts simulated(int problems, int samples) {
    RandomGenerator random = new Seed(7).generator();
    List<LabelledVerdicts.Problem> all = new ArrayList<>();
    for (int i = 0; i < problems; i++) {
      double difficulty = random.nextDouble();
      LabelledVerdicts.Problem problem = new LabelledVerdicts.Problem(0, 0, 0, 0);
      for (int j = 0; j < samples; j++) {
        boolean right = random.nextDouble() < difficulty;
        boolean accepted = random.nextDouble() < (right ? 0.95 : 0.2);
        problem = problem.and(LabelledVerdicts.Problem.of(accepted, right));
      }
      all.add(problem);
    }
    return new LabelledVerdicts(all);
  }

  @Test
  void soundnessAndCompletenessAreSharesOfTheirSamples() {
    LabelledVerdicts labelled =
        new LabelledVerdicts(
            List.of(
                new LabelledVerdicts.Problem(8, 2, 1, 4),
                new LabelledVerdicts.Problem(1, 1, 0, 3)));
    assertThat(labelled.rates().completeness()).isCloseTo(9.0 / 12, within(1e-15));
    assertThat(labelled.rates().soundness()).isCloseTo(7.0 / 8, within(1e-15));
    assertThat(labelled.rates().correct()).isCloseTo(12.0 / 20, within(1e-15));
    assertThat(labelled.soundness(0.9)).isEqualTo(ClopperPearson.of(7, 8, 0.9));
  }

  @Test
  void samplesOfOneProblemAreDrawnTogether() {
    LabelledVerdicts labelled = simulated(200, 10);
    Findings plan =
        VerifierPlan.withDefaults()
            .with(new Payoff(1, -1, 0))
            .withMaxAttempts(10)
            .withDraws(200, 0.9)
            .of(labelled, List.of());
    Findings.Table rates = plan.table("rates");
    assertThat(rates.number(0, "low")).isLessThan(0.8);
    assertThat(rates.number(0, "high")).isGreaterThan(0.8);
    double clustered = rates.number(2, "high") - rates.number(2, "low");
    assertThat(clustered).isGreaterThan(1.5 * labelled.correct(0.9).width());
    assertThat(plan.diagnostics()).extracting("code").contains("intervals-by-problem");
  }

  @Test
  void singleSamplesHaveExactIntervals() {
    Findings plan =
        VerifierPlan.withDefaults()
            .withMaxAttempts(3)
            .of(simulated(60, 1), List.of(new ProblemType(1, 0.3, new Verifier(0, 0))));
    assertThat(plan.diagnostics()).extracting("code").contains("intervals-exact");
    assertThat(plan.table("rates").number(0, "low"))
        .isEqualTo(plan.table("rates").number(0, "exactLow"));
  }

  @Test
  void bothKindsOfSamplesAreNeeded() {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> new LabelledVerdicts(List.of(new LabelledVerdicts.Problem(3, 1, 0, 0))))
        .withMessageContaining("soundness wrong ones");
  }
}
