package isoloss.sampling.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Seed;
import isoloss.law.PublicData;
import isoloss.sampling.ProblemCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoverageFitTest {
  /** Five Pythia models on 128 MATH problems, 10,000 samples each. */
  private static List<List<ProblemCounts>> monkeys() {
    Map<String, List<ProblemCounts>> models = new LinkedHashMap<>();
    List<String[]> rows = PublicData.read("monkeys/pythia_math_counts.csv");
    List<String> header = List.of(rows.getFirst());
    for (String[] row : rows.subList(1, rows.size())) {
      models
          .computeIfAbsent(row[header.indexOf("model")], name -> new ArrayList<>())
          .add(
              ProblemCounts.of(
                  row[header.indexOf("problem_idx")],
                  Integer.parseInt(row[header.indexOf("n")]),
                  Integer.parseInt(row[header.indexOf("c")])));
    }
    return List.copyOf(models.values());
  }

  private static CoverageFit fit(SuccessDistribution distribution, List<ProblemCounts> problems) {
    return CoverageFit.of(distribution, problems, 0, new Seed(42), 1);
  }

  @Test
  void theBetaBinomialIsThatOfTheReference() {
    double[][] expected = {
      {0.065037, 100.07892, 193.7076},
      {0.180395, 28.74802, 512.5450},
      {0.215556, 25.48920, 570.2707},
      {0.246020, 11.70407, 698.6352},
      {0.269803, 14.16298, 702.2183}
    };
    double[][] coverage = {
      {0.1446, 0.2595, 0.4508},
      {0.4768, 0.6531, 0.8488},
      {0.5505, 0.7251, 0.8981},
      {0.6688, 0.8116, 0.9393},
      {0.6863, 0.8309, 0.9512}
    };
    List<List<ProblemCounts>> models = monkeys();
    for (int m = 0; m < expected.length; m++) {
      CoverageFit fit = fit(new BetaBinomial(), models.get(m));
      assertThat(fit.converged()).isTrue();
      assertThat(fit.theta().get(0)).isCloseTo(expected[m][0], within(2e-6));
      assertThat(fit.theta().get(1)).isCloseTo(expected[m][1], within(2e-4 * expected[m][1]));
      assertThat(fit.negativeLogLikelihood()).isCloseTo(expected[m][2], within(6e-5));
      double[] ks = {1e3, 1e4, 1e6};
      for (int j = 0; j < ks.length; j++) {
        assertThat(fit.coverage(ks[j])).isCloseTo(coverage[m][j], within(6e-5));
      }
      CoverageFit inflated = fit(new ZeroInflated(), models.get(m));
      assertThat(inflated.theta().get(2)).isLessThan(1e-3);
      assertThat(inflated.negativeLogLikelihood()).isCloseTo(expected[m][2], within(1e-3));
    }
  }

  @Test
  void theScaledFamiliesAreThoseOfTheReference() {
    double[][] beta = {
      {0.05464, 2.00344, 0.0348703, 196.7845},
      {0.15339, 1.71863, 0.0954398, 516.2091},
      {0.18614, 2.24992, 0.1369617, 575.5970},
      {0.21744, 2.56161, 0.3177633, 704.0288},
      {0.23236, 2.24886, 0.2446969, 708.1005}
    };
    double[][] kumaraswamy = {
      {0.10560, 1.91328, 0.0348703, 194.3533},
      {0.19647, 1.61096, 0.0954398, 514.3740},
      {0.24517, 1.96666, 0.1369617, 572.5741},
      {0.27997, 2.12070, 0.3177633, 701.2898},
      {0.28961, 1.95888, 0.2446969, 705.6281}
    };
    List<List<ProblemCounts>> models = monkeys();
    for (int m = 0; m < beta.length; m++) {
      requireFit(fit(ScaledDensity.beta(), models.get(m)), beta[m]);
      requireFit(fit(ScaledDensity.kumaraswamy(), models.get(m)), kumaraswamy[m]);
    }
  }

  private static void requireFit(CoverageFit fit, double[] expected) {
    assertThat(fit.negativeLogLikelihood()).isCloseTo(expected[3], within(2e-4));
    assertThat(fit.theta().get(0)).isCloseTo(expected[0], within(2e-5));
    assertThat(fit.theta().get(1)).isCloseTo(expected[1], within(2e-4));
    assertThat(fit.theta().get(2)).isCloseTo(expected[2], within(1e-7));
  }

  @Test
  void quadratureOverTheWholeRangeIsTheClosedForm() {
    List<ProblemCounts> problems = monkeys().get(2);
    CountRows rows = CountRows.of(problems);
    double[] theta = {0.215556, 25.4892, 1};
    // one more problem that was always solved makes s = 1
    List<ProblemCounts> more = new ArrayList<>(problems);
    more.add(ProblemCounts.of("certain", 4, 4));
    CountRows withOne = CountRows.of(more);
    double[] weights = withOne.weights();
    weights[withOne.rowOfProblem(128)] = 1e-300; // counts for s alone
    SuccessDistribution.Problem scaled = ScaledDensity.beta().on(withOne, weights);
    SuccessDistribution.Problem closed = new BetaBinomial().on(rows, rows.weights());
    double expected =
        closed.value(new double[] {Math.log(theta[0]), Math.log(theta[1])}, new double[2]);
    assertThat(scaled.natural(scaled.search(theta))[2]).isEqualTo(1);
    assertThat(scaled.value(scaled.search(theta), new double[2])).isCloseTo(expected, within(5e-7));
  }

  @Test
  void gradientsAgreeWithDifferences() {
    List<ProblemCounts> problems =
        List.of(
            ProblemCounts.of("a", 100, 0),
            ProblemCounts.of("b", 100, 3),
            ProblemCounts.of("c", 50, 49),
            ProblemCounts.of("d", 20, 20));
    CountRows rows = CountRows.of(problems);
    for (SuccessDistribution distribution :
        List.of(
            new BetaBinomial(),
            new ZeroInflated(),
            ScaledDensity.beta(),
            ScaledDensity.kumaraswamy())) {
      SuccessDistribution.Problem problem = distribution.on(rows, rows.weights());
      double[] x = problem.starts().getFirst().clone();
      double[] gradient = new double[x.length];
      double[] ignored = new double[x.length];
      problem.value(x, gradient);
      for (int j = 0; j < x.length; j++) {
        double[] up = x.clone();
        double[] down = x.clone();
        up[j] += 1e-5;
        down[j] -= 1e-5;
        double slope = (problem.value(up, ignored) - problem.value(down, ignored)) / 2e-5;
        assertThat(gradient[j])
            .as("%s %d", distribution.name(), j)
            .isCloseTo(slope, within(1e-6 * (1 + Math.abs(slope))));
      }
    }
  }
}
