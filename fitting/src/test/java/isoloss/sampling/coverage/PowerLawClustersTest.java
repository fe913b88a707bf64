package isoloss.sampling.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Imported;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Split;
import isoloss.fit.Estimate;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import isoloss.sampling.CountTable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PowerLawClustersTest {
  private static final int[] CORRECT = {0, 1, 1, 2, 3, 5, 8, 13, 21, 34};

  /** Ten problems of 100 samples, each of them so often under a name of its own. */
  private static Estimate exponent(int copies) {
    List<String> clusters =
        IntStream.range(0, copies * CORRECT.length)
            .mapToObj(row -> "cluster " + row % CORRECT.length)
            .toList();
    List<String> problems =
        IntStream.range(0, clusters.size()).mapToObj(row -> "problem " + row).toList();
    double[] samples = problems.stream().mapToDouble(any -> 100).toArray();
    double[] correct =
        IntStream.range(0, samples.length).mapToDouble(r -> CORRECT[r % CORRECT.length]).toArray();
    Observations table =
        Observations.of(
            List.of(CountTable.SAMPLES, CountTable.CORRECT),
            new double[][] {samples, correct},
            Map.of("problem", problems, "cluster", clusters),
            Collections.nCopies(samples.length, Observations.Origin.COMPUTED),
            Provenance.NONE);
    return Fitter.withDefaults()
        .withUncertainty(Uncertainty.Bootstrap.ofRows(50, 0.9))
        .run(new PowerLawAnalysis(), new Imported(Split.none(table), List.of(), 0, List.of()))
        .parameters()
        .stream()
        .filter(each -> each.name().equals("b"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void problemsOfOneClusterAreDrawnTogether() {
    Estimate once = exponent(1);
    Estimate twice = exponent(2);
    assertThat(twice.value()).isCloseTo(once.value(), within(1e-6));
    assertThat(twice.standardError().orElseThrow())
        .isCloseTo(once.standardError().orElseThrow(), within(1e-5));
  }
}
