package isoloss.plan.scalebench;

import isoloss.data.Observations;
import isoloss.fit.Fitter;
import isoloss.law.mixture.MixingLaw;
import isoloss.stat.LinearRegression;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The way of Ye et al.: a mixing law at every size, then, for each mixture, a power law through its
 * losses at those sizes. Without a floor in the power law, which three sizes would not determine.
 */
enum NestedMixing implements Form {
  NESTED;

  @Override
  public String formula() {
    return "L(N, r) = A(r) N^-a(r) through L_N(r) = c_N + exp(sum_j t_Nj r_j), each domain by"
        + " itself";
  }

  /** c and one t per domain at each of three sizes; for five domains. */
  @Override
  public int parameters() {
    return 18;
  }

  @Override
  public Fitted fit(Observations rows, Fitter fitter) {
    Map<Double, MixingLaw> bySize = new LinkedHashMap<>();
    for (double size : Arrays.stream(rows.column("N")).distinct().sorted().toArray()) {
      Observations ofSize = rows.where(row -> rows.value(row, "N") == size);
      bySize.put(size, MixingLaw.fit(Mixtures.of(ofSize), ofSize.column("L")));
    }
    return others -> {
      double[][] mixtures = Mixtures.of(others);
      return IntStream.range(0, others.size())
          .mapToDouble(row -> through(bySize, others.value(row, "N"), mixtures[row]))
          .toArray();
    };
  }

  private static double through(Map<Double, MixingLaw> bySize, double size, double[] mixture) {
    double[][] design =
        bySize.keySet().stream()
            .map(each -> new double[] {1, Math.log(each)})
            .toArray(double[][]::new);
    double[] logs =
        bySize.values().stream().mapToDouble(law -> Math.log(law.at(mixture))).toArray();
    return Math.exp(LinearRegression.of(design, logs).at(new double[] {1, Math.log(size)}));
  }
}
