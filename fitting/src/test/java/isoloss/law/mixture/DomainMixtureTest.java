package isoloss.law.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Seed;
import isoloss.data.Split;
import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.law.PublicData;
import isoloss.optim.Simplex;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DomainMixtureTest {
  private static final List<MixingLaw> TRUTH =
      List.of(
          new MixingLaw(2, Values.of(-3, 0.2, 0.4)),
          new MixingLaw(1.5, Values.of(0.3, -2, 0.1)),
          new MixingLaw(1, Values.of(0.2, 0.4, -4)));

  private static Imported table(int domains) {
    RandomGenerator random = new Seed(4).generator();
    List<Variable> variables = new ArrayList<>();
    for (int i = 1; i <= domains; i++) {
      variables.add(
          new Variable("proportion_domain_" + i, "share", "1", Variable.Sign.NON_NEGATIVE));
    }
    for (int i = 1; i <= TRUTH.size(); i++) {
      variables.add(Variable.positive("loss_domain_" + i, "loss", "nats/token"));
    }
    double[][] columns = new double[variables.size()][18];
    for (int row = 0; row < 18; row++) {
      double[] mixture = Simplex.project(random.doubles(TRUTH.size(), 0, 1).toArray());
      for (int i = 0; i < TRUTH.size(); i++) {
        if (i < domains) {
          columns[i][row] = mixture[i];
        }
        columns[domains + i][row] = TRUTH.get(i).at(mixture);
      }
    }
    return new Imported(Split.none(Observations.of(variables, columns)), List.of(), 0, List.of());
  }

  @Test
  void noiselessLossesGiveTheLawBack() {
    Findings found = Fitter.withDefaults().run(new DomainMixture(), table(3));
    Findings.Table fits = found.table("fits");
    for (int domain = 0; domain < TRUTH.size(); domain++) {
      assertThat(fits.number(domain, "c")).isCloseTo(TRUTH.get(domain).floor(), within(1e-6));
      assertThat(fits.number(domain, "t2"))
          .isCloseTo(TRUTH.get(domain).rates().get(1), within(1e-5));
      assertThat(fits.number(domain, "r2LeaveOneOut")).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void noMixtureNearTheBestIsBetterAndWeightsMoveIt() {
    Findings even = Fitter.withDefaults().run(new DomainMixture(), table(3));
    Findings first =
        Fitter.withDefaults()
            .withOption("weight2", "0")
            .withOption("weight3", "0")
            .run(new DomainMixture(), table(3));
    Findings.Table best = even.table("bestMixtures");
    double[] mixture = {best.number(0, "p1"), best.number(0, "p2"), best.number(0, "p3")};
    MeanLoss mean = new MeanLoss(TRUTH, Values.of(Simplex.centre(3)));
    double least = mean.value(mixture, new double[3]);
    RandomGenerator random = new Seed(5).generator();
    for (int i = 0; i < 200; i++) {
      double[] near = mixture.clone();
      for (int j = 0; j < 3; j++) {
        near[j] += 0.05 * (random.nextDouble() - 0.5);
      }
      assertThat(mean.value(Simplex.project(near), new double[3]))
          .isGreaterThanOrEqualTo(least - 1e-9);
    }
    assertThat(first.table("bestMixtures").number(0, "p1")).isCloseTo(1, within(1e-9));
  }

  @Test
  void sharesThatDoNotAddUpAreRefused() {
    assertThatThrownBy(() -> Fitter.withDefaults().run(new DomainMixture(), table(2)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not to 1");
  }

  @Test
  void thePublicTableIsExplainedAsTheReferenceSays() {
    List<Variable> variables = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    for (String kind : List.of("proportion", "loss")) {
      for (int i = 1; i <= 5; i++) {
        String symbol = kind + "_domain_" + i;
        variables.add(new Variable(symbol, kind, "1", Variable.Sign.NON_NEGATIVE));
        columns.add(symbol);
      }
    }
    Observations rows = PublicData.scaleBench("domain_mixture", variables, columns);
    Findings found =
        Fitter.withDefaults()
            .run(new DomainMixture(), new Imported(Split.none(rows), List.of(), 0, List.of()));
    Findings.Table fits = found.table("fits");
    double[] small = {0.985, 0.974, 0.975, 0.996, 0.993}; // SciPy, 70M
    double[] large = {0.988, 0.973, 0.971, 0.995, 0.989}; // SciPy, 410M
    for (int i = 0; i < fits.size(); i++) {
      int domain = (int) fits.number(i, "domain") - 1;
      String group = fits.texts("group").get(i);
      if (group.equals("70M")) {
        assertThat(fits.number(i, "r2")).isCloseTo(small[domain], within(1e-3));
      } else if (group.equals("410M")) {
        assertThat(fits.number(i, "r2")).isCloseTo(large[domain], within(1e-3));
      }
    }
  }
}
