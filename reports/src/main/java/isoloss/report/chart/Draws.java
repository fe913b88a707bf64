package isoloss.report.chart;

import isoloss.fit.Fit;
import isoloss.fit.Parameter;
import isoloss.report.GreekLetters;
import java.util.Arrays;
import java.util.List;

/** The bootstrap draws of a fit, by parameter. */
record Draws(Fit fit) {

  static final int FEWEST = 20;

  boolean tooFew() {
    return fit.draws().size() < FEWEST;
  }

  String whyTooFew() {
    return fit.draws().isEmpty()
        ? "the fit has no bootstrap draws"
        : "the fit has only %d bootstrap draws".formatted(fit.draws().size());
  }

  double[] of(int parameter) {
    return fit.draws().stream().mapToDouble(draw -> draw.get(parameter)).toArray();
  }

  int count() {
    return fit.draws().size();
  }

  String name(int parameter) {
    return GreekLetters.of(fit.estimates().get(parameter).name());
  }

  /** Alpha and beta where the law has them, else the two that the draws tie together most. */
  int[] pair() {
    List<String> names = fit.law().parameters().stream().map(Parameter::name).toList();
    if (names.contains("alpha") && names.contains("beta")) {
      return new int[] {names.indexOf("alpha"), names.indexOf("beta")};
    }
    int[] best = {0, 1};
    double strongest = -1;
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        double strength = Math.abs(correlation(of(i), of(j)));
        if (strength > strongest) {
          strongest = strength;
          best = new int[] {i, j};
        }
      }
    }
    return best;
  }

  /** E, the loss that no scale removes, where the law has it, else the first parameter. */
  int floor() {
    List<String> names = fit.law().parameters().stream().map(Parameter::name).toList();
    return Math.max(0, names.indexOf("E"));
  }

  static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
  }
}
