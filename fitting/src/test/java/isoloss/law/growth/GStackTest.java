package isoloss.law.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Observations;
import isoloss.data.Variable;
import isoloss.fit.Fit;
import isoloss.fit.Fitter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GStackTest {
  /**
   * The four rows of the README of tongxuluo/prts, d rounded to 0.01e9. Linear in the parameters,
   * so that numpy.linalg.lstsq gives the reference.
   */
  @ParameterizedTest
  @ValueSource(strings = {"default", "published"})
  void fourRoundedRowsGiveTheLawBack(String procedure) {
    Observations rows =
        Observations.of(
            List.of(Variable.N, Variable.C, new GStack().response()),
            new double[][] {
              {8e9, 7e9, 13e9, 70e9},
              {7.2e23, 8.4e22, 1.56e23, 8.4e23},
              {6.58e9, 11.11e9, 15.84e9, 42.48e9}
            });
    Fit fit = Fitter.withDefaults().withProcedure(procedure).fit(new GStack(), rows);
    assertThat(fit.converged()).isTrue();
    assertThat(fit.estimate("a")).isCloseTo(0.880143182, within(1e-7));
    assertThat(fit.estimate("b")).isCloseTo(163.252923058, within(1e-5));
    assertThat(fit.estimate("c")).isCloseTo(-5.74079392, within(1e-6));
  }
}
